package dev.syncline.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What to say of a failure: never the exception's own text, which may quote the other side. */
final class Words {

  private Words() {}

  static String of(IOException failed, boolean left, Duration limit) {
    if (failed instanceof UnknownHostException) {
      return "the host name is unknown; check the address and the network";
    }
    if (failed instanceof ConnectException) {
      return "the connection was refused; check the address and the network";
    }
    if (failed instanceof SSLException) {
      return "TLS failed (" + failed.getClass().getSimpleName() + "); check the certificate";
    }
    if (failed instanceof BoundedBody.TooLong) {
      return "the answer is longer than allowed";
    }
    if (failed instanceof BoundedBody.Garbled) {
      return "the answer is garbled";
    }
    if (isInterrupt(failed)) {
      return "the thread was interrupted";
    }
    if (failed instanceof InterruptedIOException) {
      return left ? "no answer within " + limit : "no connection in time";
    }
    return "the connection broke (" + failed.getClass().getSimpleName() + ")";
  }

  static boolean isInterrupt(IOException failed) {
    return failed instanceof InterruptedIOException && "interrupted".equals(failed.getMessage());
  }
}
