// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import vn.lienthong.protocol.SubmissionId;

/**
 * Chooses the reaction: for a submission that comes again, the one that was left for it; then those enqueued, in order;
 * then the script's. Thread-safe.
 */
final class Reactions {
    private final Script script;
    private final Queue<Reaction.ToDocument> documents = new ArrayDeque<>();
    private final Queue<Reaction.ToRecall> recalls = new ArrayDeque<>();
    private final Map<SubmissionId, Reaction.ToDocument> left = new HashMap<>();

    Reactions(Script script) {
        this.script = script;
        this.documents.addAll(script.next());
    }

    synchronized void enqueue(Reaction.ToDocument reaction) {
        documents.add(reaction);
    }

    synchronized void enqueue(Reaction.ToRecall reaction) {
        recalls.add(reaction);
    }

    /** Forgets what was enqueued or left for a submission. */
    synchronized void clear() {
        documents.clear();
        recalls.clear();
        left.clear();
    }

    synchronized void again(SubmissionId submission, Reaction.ToDocument reaction) {
        left.put(submission, reaction);
    }

    synchronized Reaction.ToDocument toDocument(SubmissionId submission) {
        Reaction.ToDocument again = left.remove(submission);
        if (again != null) {
            return again;
        }
        Reaction.ToDocument next = documents.poll();
        return next != null ? next : script.documents();
    }

    synchronized Reaction.ToRecall toRecall() {
        Reaction.ToRecall next = recalls.poll();
        return next != null ? next : script.recalls();
    }
}
