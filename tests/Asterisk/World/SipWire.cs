using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Isberg.Asterisk.World;

/// <summary>
/// Carries a telephone's requests and answers over UDP: what gets no answer is sent again, and what comes twice is heard once.
/// </summary>
internal sealed class SipWire : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly UdpClient socket;
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, Question> questions = new();
    private readonly ConcurrentDictionary<string, SipMessage> answers = new();
    private readonly ConcurrentDictionary<string, SipMessage> receipts = new();
    private readonly IPEndPoint server;
    private readonly Action<SipMessage> hear;
    private readonly Task hearing;

    /// <param name="hear">Every request, once; also each ACK.</param>
    public SipWire(IPEndPoint server, Action<SipMessage> hear, IPAddress here, int port)
    {
        (this.server, this.hear, socket) = (server, hear, new UdpClient(new IPEndPoint(here, port)));
        hearing = Task.Run(Hear);
    }

    public IPEndPoint Here => (IPEndPoint)socket.Client.LocalEndPoint!;

    public static string NewBranch() => $"z9hG4bK{Guid.NewGuid():N}";

    /// <summary>A request with what every request has but its dialogue.</summary>
    public SipMessage Request(string method, string address, string branch, string body = "") => new SipMessage($"{method} {address} SIP/2.0") { Body = body }
        .With("Via", $"SIP/2.0/UDP {Here};branch={branch};rport").With("Max-Forwards", "70");

    /// <summary>Sends a request until it is answered, and returns the final answer.</summary>
    /// <param name="meanwhile">Each answer before it.</param>
    public async Task<SipMessage> Ask(SipMessage request, CancellationToken stop, Action<SipMessage>? meanwhile = null)
    {
        var question = new Question(meanwhile);
        questions[KeyOf(request)] = question;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, over.Token);
        try
        {
            while (true)
            {
                if (!question.IsHeard) Send(request);
                if (await Task.WhenAny(question.Final.Task, Task.Delay(Again, end.Token)) == question.Final.Task) return await question.Final.Task;
                end.Token.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            questions.TryRemove(KeyOf(request), out _);
        }
    }

    /// <summary>Answers a request, and again whenever it comes again.</summary>
    public void Answer(SipMessage request, SipMessage answer)
    {
        answers[KeyOf(request)] = answer;
        Send(answer);
    }

    /// <summary>Thanks for the answer to an invitation, and again whenever that comes again.</summary>
    public void Thank(SipMessage answer, SipMessage receipt)
    {
        receipts[KeyOf(answer)] = receipt;
        Send(receipt);
    }

    public void Send(SipMessage message)
    {
        try
        {
            socket.Send(message.Write(), server);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException) // nobody is there; it is sent again
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await hearing;
        socket.Dispose();
    }

    private async Task Hear()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                if (SipMessage.Read((await socket.ReceiveAsync(over.Token)).Buffer) is not { } message) continue;
                if (message.IsAnswer) Take(message);
                else if (answers.TryGetValue(KeyOf(message), out var said)) Send(said);
                else hear(message);
            }
            catch (OperationCanceledException)
            {
            }
            catch (SocketException) // an earlier message of ours met nobody
            {
            }
        }
    }

    private void Take(SipMessage answer)
    {
        if (questions.TryGetValue(KeyOf(answer), out var question)) question.Take(answer);
        else if (receipts.TryGetValue(KeyOf(answer), out var receipt)) Send(receipt);
    }

    private static string KeyOf(SipMessage message) => $"{message.Branch} {message.Method}";

    private sealed class Question(Action<SipMessage>? meanwhile)
    {
        public bool IsHeard { get; private set; }

        public TaskCompletionSource<SipMessage> Final { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Take(SipMessage answer)
        {
            if (answer.Method == "INVITE" || answer.Status >= 200) IsHeard = true;
            if (answer.Status >= 200) Final.TrySetResult(answer);
            else meanwhile?.Invoke(answer);
        }
    }
}
