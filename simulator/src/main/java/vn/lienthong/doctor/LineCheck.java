// SPDX-License-Identifier: Apache-2.0
package vn.lienthong.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.words.Words;

/** Whether an address can be found and somebody listens there. */
final class LineCheck {
    private final String host;
    private final int port;
    private final Findings findings;

    LineCheck(String host, int port, Findings findings) {
        this.host = host;
        this.port = port;
        this.findings = findings;
    }

    /** The place to connect to, if somebody listens there. */
    Optional<InetSocketAddress> examine(Duration patience) {
        Optional<InetAddress> address = resolve();
        return address.flatMap(found -> listen(new InetSocketAddress(found, port), patience));
    }

    private Optional<InetAddress> resolve() {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            String list = Arrays.stream(addresses)
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            findings.passed(Subject.NAME, new Words(host + " is " + list, host + " là " + list));
            return Optional.of(addresses[0]);
        } catch (UnknownHostException e) {
            findings.failed(
                    Subject.NAME,
                    new Words(host + " is not known to the DNS", "DNS không biết tên " + host),
                    new Words(
                            "check 'host' in the configuration and the name servers of this machine",
                            "hãy kiểm tra 'host' trong tệp cấu hình và máy chủ tên miền của máy này"));
            return Optional.empty();
        }
    }

    private Optional<InetSocketAddress> listen(InetSocketAddress place, Duration patience) {
        try (Socket socket = new Socket()) {
            socket.connect(place, Math.toIntExact(patience.toMillis()));
            findings.passed(Subject.PORT, new Words("port " + port + " is open", "cổng " + port + " kết nối được"));
            return Optional.of(place);
        } catch (IOException e) {
            findings.failed(
                    Subject.PORT,
                    new Words(
                            "nobody answers at " + host + ":" + port + " (" + e.getMessage() + ")",
                            "không ai trả lời tại " + host + ":" + port + " (" + e.getMessage() + ")"),
                    new Words(
                            "ask the operator whether the exchange runs; let the firewall pass TCP to this port",
                            "hãy hỏi bộ phận vận hành trục có đang chạy không; cho tường lửa mở TCP đến cổng này"));
            return Optional.empty();
        }
    }
}
