using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Isberg.Mail.Imap;

/// <summary>Sockets and TLS, with what goes wrong said in words.</summary>
internal static class ImapTransport
{
    private const int KeepAliveSeconds = 60;

    public static async Task<Stream> ConnectAsync(string host, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            await socket.ConnectAsync(host, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new ImapException(ImapFault.Unreachable, $"Nobody answers at {host}, port {port}.", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static async Task<Stream> SecureAsync(Stream plain, string host, RemoteCertificateValidationCallback? accepts, CancellationToken stop)
    {
        ImapException? refusal = null;
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            var settings = new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = Judge };
            await secure.AuthenticateAsClientAsync(settings, stop);
            return secure;
        }
        catch (Exception error) when (error is AuthenticationException or IOException or InvalidOperationException)
        {
            await secure.DisposeAsync();
            throw refusal ?? new ImapException(ImapFault.TlsFailed, "TLS was not agreed on with the server.", error);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }

        bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (accepts?.Invoke(sender, certificate, chain, errors) ?? errors == SslPolicyErrors.None) return true;
            refusal = Refusal(host, chain, errors);
            return false;
        }
    }

    private static ImapException Refusal(string host, X509Chain? chain, SslPolicyErrors errors)
    {
        if (chain?.ChainStatus.Any(it => it.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true) return new ImapException(ImapFault.CertificateExpired, "The server's certificate is not valid at this time.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return new ImapException(ImapFault.CertificateForAnotherName, $"The server's certificate is not for {host}.");
        return new ImapException(ImapFault.CertificateUntrusted, "The server's certificate is from nobody who is trusted here.");
    }
}
