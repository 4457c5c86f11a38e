using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isberg.Mail.World;

/// <summary>A mail server that answers as a test wishes: what no real one can be made to do. It serves one connection at a time.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>Ends the connection instead of answering.</summary>
    public const string Cut = "cut";

    /// <summary>Never answers.</summary>
    public const string Silence = "silence";

    /// <summary>Answers without ever ending the line.</summary>
    public const string EndlessLine = "endless line";

    /// <summary>Answers with ever more lines.</summary>
    public const string EndlessLines = "endless lines";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource wholeMessage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task work;

    private readonly Dictionary<string, Queue<string>> answers = new(StringComparer.Ordinal)
    {
        ["GREETING"] = Of("220 ready"), ["EHLO"] = Of("250-mail.sund.example\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n250-DSN\r\n250 AUTH PLAIN LOGIN XOAUTH2"), ["HELO"] = Of("250 ok"),
        ["STARTTLS"] = Of("220 go on"), ["AUTH"] = Of("235 ok"), ["MAIL"] = Of("250 ok"), ["RCPT"] = Of("250 ok"), ["DATA"] = Of("354 go on"), ["END"] = Of("250 2.0.0 taken"), ["RSET"] = Of("250 ok"),
        ["NOOP"] = Of("250 ok"), ["QUIT"] = Of("221 bye"),
    };

    /// <param name="script">What is answered instead of the usual: to the greeting, a command, or the END of a message. "a | b": first a, then b.</param>
    public ScriptedSmtpServer(params (string To, string Answer)[] script)
    {
        foreach (var (to, answer) in script) answers[to] = Of(answer.Split(" | "));
        listener.Start();
        work = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every line that was said to the server, messages left out.</summary>
    public List<string> Heard { get; } = [];

    public List<string> Messages { get; } = [];

    /// <summary>The server owes an answer that it will not give.</summary>
    public Task Silent => silent.Task;

    /// <summary>A message was handed over to its end.</summary>
    public Task WholeMessage => wholeMessage.Task;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await work;
        ended.Dispose();
    }

    private static Queue<string> Of(params string[] answers) => new(answers);

    private async Task Serve()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(ended.Token);
                await Converse(client.GetStream());
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // the client went, or the test is over
            }
        }
    }

    private async Task Converse(NetworkStream wire)
    {
        using var lines = new StreamReader(wire, Encoding.UTF8, leaveOpen: true);
        if (!await Answer(wire, "GREETING")) return;
        while (await lines.ReadLineAsync(ended.Token) is { } line)
        {
            Heard.Add(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var isMessageNext = verb == "DATA" && answers[verb].Peek().StartsWith("354", StringComparison.Ordinal);
            if (!await Answer(wire, answers.ContainsKey(verb) ? verb : "AUTH")) return; // what is no command answers a question
            if (isMessageNext && !await Receive(lines, wire)) return;
            if (verb == "QUIT") return;
        }
    }

    private async Task<bool> Receive(StreamReader lines, NetworkStream wire)
    {
        var message = new StringBuilder();
        while (await lines.ReadLineAsync(ended.Token) is { } line)
        {
            if (line != ".")
            {
                message.Append(line).Append('\n');
                continue;
            }

            Messages.Add(message.ToString());
            wholeMessage.TrySetResult();
            return await Answer(wire, "END");
        }

        return false;
    }

    private async Task<bool> Answer(NetworkStream wire, string to)
    {
        var answer = answers[to].Count > 1 ? answers[to].Dequeue() : answers[to].Peek();
        switch (answer)
        {
            case Cut: return false;
            case Silence: silent.TrySetResult(); await Task.Delay(Timeout.Infinite, ended.Token); return false;
            case EndlessLine or EndlessLines: while (true) await wire.WriteAsync(Encoding.ASCII.GetBytes(answer == EndlessLine ? "250-xxxxxxxxxxxxxxxxxxxxxxxxx" : "250-x\r\n"), ended.Token);
            default: await wire.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), ended.Token); break;
        }

        return !answer.EndsWith(Cut, StringComparison.Ordinal); // "354 cut": says it, and goes
    }
}
