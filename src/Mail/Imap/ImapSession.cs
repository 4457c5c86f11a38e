using System.Text;
using Isberg.Mail.Security;

namespace Isberg.Mail.Imap;

/// <summary>Commands and their responses over one connection, one at a time. After a failure that is not the server's no, the connection is closed.</summary>
internal sealed class ImapSession(ImapConnection connection, ImapOptions options, TimeProvider clock) : IDisposable
{
    /// <summary>Larger literals wait for the server's consent, so that a refusal costs no transfer.</summary>
    private const int MostUnasked = 16 * 1024;

    private const int MostUnaskedOfSmall = 4_096;
    private const int MostQuestions = 10;
    private const int CopyPart = 64 * 1024;

    private HashSet<string> capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int commands;
    private int isBusy;

    public ImapConnection Connection => connection;

    public ImapOptions Options => options;

    public bool IsOpen { get; private set; } = true;

    public IReadOnlySet<string> Capabilities => capabilities;

    public bool KnowsCapabilities => capabilities.Count > 0;

    public bool IsUtf8 { get; set; }

    /// <summary>Follows what the server tells of the open folder.</summary>
    public ImapFolder? Selected { get; set; }

    public bool IsLeaving { get; set; }

    /// <summary>What the server has been told and must not be quoted with.</summary>
    public SaslMechanism? Secret { get; set; }

    public void ForgetCapabilities() => capabilities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="each">Is given every response before the last, after the session has taken what concerns it.</param>
    /// <exception cref="ImapException">The server said no (<see cref="ImapFault.Refused"/>), or the connection failed.</exception>
    public async Task<ImapResponse> RunAsync(ImapCommand command, CancellationToken stop, Action<ImapResponse>? each = null, LiteralSink? sink = null)
    {
        var end = await TryAsync(command, stop, each, sink);
        return end.IsOk ? end : throw Refusal(command, end);
    }

    /// <summary>As <see cref="RunAsync"/>, but the server's no is an answer.</summary>
    public Task<ImapResponse> TryAsync(ImapCommand command, CancellationToken stop, Action<ImapResponse>? each = null, LiteralSink? sink = null) =>
        AloneAsync(command.Limit ?? options.CommandTimeout, async within =>
        {
            var tag = NextTag();
            return await SendAsync(tag, command, each, within) ?? await ReadToEndAsync(tag, each, sink, within);
        }, stop);

    /// <summary>Answers the server's questions until it is content or not.</summary>
    public Task<ImapResponse> AuthenticateAsync(SaslMechanism mechanism, CancellationToken stop) => AloneAsync(options.CommandTimeout, async within =>
    {
        var tag = NextTag();
        var first = mechanism.First is { } bytes ? Convert.ToBase64String(bytes) : null;
        var isAtOnce = first is not null && capabilities.Contains("SASL-IR");
        await SendLineAsync($"{tag} AUTHENTICATE {mechanism.MechanismName}{(isAtOnce ? $" {first}" : "")}", within);
        var open = isAtOnce ? null : first;
        var question = 0;
        for (var asked = 0; asked < MostQuestions; asked++)
        {
            if (await ReadUntilAskedAsync(tag, each: null, within) is { } end) return end;
            await SendLineAsync(open ?? Convert.ToBase64String(mechanism.Answer(question++)), within);
            open = null;
        }

        throw ImapException.Broken("The server does not stop asking.");
    }, stop);

    /// <summary>Lets the server tell of changes until it does, or time has passed; false when it refuses.</summary>
    public Task<bool> IdleAsync(TimeSpan atMost, Func<bool> isOver, CancellationToken stop) => AloneAsync(atMost + options.CommandTimeout, async within =>
    {
        var tag = NextTag();
        var began = clock.GetTimestamp();
        await SendLineAsync($"{tag} IDLE", within);
        if (await ReadUntilAskedAsync(tag, each: null, within) is { } refused) return refused.IsOk;

        while (!isOver() && atMost - clock.GetElapsedTime(began) is { Ticks: > 0 } left && await connection.WaitAsync(left, within))
        {
            var response = await NextAsync(null, within);
            if (response.Tag == tag) return response.IsOk;
        }

        await SendLineAsync("DONE", within);
        await ReadToEndAsync(tag, each: null, sink: null, within);
        return true;
    }, stop);

    /// <summary>The server's first words.</summary>
    public Task<ImapResponse> GreetingAsync(CancellationToken stop) => AloneAsync(options.ConnectTimeout, within => NextAsync(null, within), stop);

    public void Dispose()
    {
        IsOpen = false;
        connection.Dispose();
    }

    internal ImapException Refusal(ImapCommand command, ImapResponse end)
    {
        var code = end.Code?.Name;
        var words = WordsOf(end);
        return code switch
        {
            "TRYCREATE" or "NONEXISTENT" => ImapException.Said(ImapFault.FolderMissing, "There is no such folder.", words, code),
            "UNAVAILABLE" or "INUSE" or "SERVERBUG" => ImapException.Said(ImapFault.Unavailable, "The server cannot do that now.", words, code),
            _ => ImapException.Said(ImapFault.Refused, $"The server refused {command.Name}.", words, code),
        };
    }

    internal string WordsOf(ImapResponse response) => Secret?.Redact(response.Text) ?? response.Text;

    private string NextTag() => $"A{++commands}";

    private async Task<T> AloneAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> exchange, CancellationToken stop)
    {
        if (!IsOpen) throw new ImapException(ImapFault.ConnectionLost, "The connection to the server is closed.");
        if (Interlocked.Exchange(ref isBusy, 1) == 1) throw new InvalidOperationException("A connection runs one command at a time.");

        using var late = new CancellationTokenSource(limit, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            var result = await exchange(within.Token);
            Volatile.Write(ref isBusy, 0);
            return result;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            Dispose();
            throw new ImapException(ImapFault.TimedOut, "The server took too long.");
        }
        catch
        {
            Dispose(); // what the server says next would be taken for another answer
            throw;
        }
    }

    /// <returns>The command's end when the server has refused a literal; else null.</returns>
    private async Task<ImapResponse?> SendAsync(string tag, ImapCommand command, Action<ImapResponse>? each, CancellationToken stop)
    {
        var text = new StringBuilder(tag).Append(' ');
        foreach (var part in command.Parts())
        {
            text.Append(part.Text);
            if (part.Literal is null) break;

            var isUnasked = MayBeUnasked(part.Length);
            await SendLineAsync(text.Append('{').Append(part.Length).Append(isUnasked ? "+}" : "}").ToString(), stop);
            if (!isUnasked && await ReadUntilAskedAsync(tag, each, stop) is { } refused) return refused;
            await SendLiteralAsync(part.Literal, part.Length, stop);
            text.Clear();
        }

        await SendLineAsync(text.ToString(), stop);
        return null;
    }

    private bool MayBeUnasked(long length) =>
        (capabilities.Contains("LITERAL+") && length <= MostUnasked) || (capabilities.Contains("LITERAL-") && length <= MostUnaskedOfSmall);

    private async Task SendLiteralAsync(Stream literal, long length, CancellationToken stop)
    {
        var part = new byte[Math.Min(length, CopyPart)];
        for (var left = length; left > 0;)
        {
            var read = await literal.ReadAsync(part.AsMemory(0, (int)Math.Min(left, part.Length)), stop);
            if (read == 0) throw new EndOfStreamException("The content is shorter than was said.");
            await connection.WriteAsync(part.AsMemory(0, read), stop);
            left -= read;
        }
    }

    private Task SendLineAsync(string line, CancellationToken stop) => connection.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stop);

    /// <summary>Null when the server asks for more; else the command's end.</summary>
    private async Task<ImapResponse?> ReadUntilAskedAsync(string tag, Action<ImapResponse>? each, CancellationToken stop)
    {
        for (var count = 0; count < options.Responses; count++)
        {
            var response = await NextAsync(null, stop, mayAsk: true);
            if (response.AsksForMore) return null;
            if (response.Tag == tag) return response;
            each?.Invoke(response);
        }

        throw TooMany();
    }

    private async Task<ImapResponse> ReadToEndAsync(string tag, Action<ImapResponse>? each, LiteralSink? sink, CancellationToken stop)
    {
        for (var count = 0; count < options.Responses; count++)
        {
            var response = await NextAsync(sink, stop);
            if (response.Tag == tag) return response;
            each?.Invoke(response);
        }

        throw TooMany();
    }

    private static ImapException TooMany() => ImapException.Broken("The server does not stop responding.");

    private async Task<ImapResponse> NextAsync(LiteralSink? sink, CancellationToken stop, bool mayAsk = false)
    {
        var response = await connection.ReadAsync(sink, stop);
        if (response.AsksForMore && !mayAsk) throw ImapException.Broken("The server asks for what was not announced.");
        if (!response.IsUntagged && !response.AsksForMore && response.Tag != $"A{commands}") throw ImapException.Broken("The server answers a command that was not given.");
        if (response is { IsUntagged: true, Name: "BYE" } && !IsLeaving) throw ImapException.Said(ImapFault.Bye, "The server has ended the connection.", WordsOf(response), response.Code?.Name);

        if (response.Name == "CAPABILITY") Learn(response.Values);
        if (response.Code is { Name: "CAPABILITY" } code) Learn(code.Values);
        if (response.IsUntagged) Selected?.Take(response);
        return response;
    }

    private void Learn(IReadOnlyList<ImapValue> names) => capabilities = new(names.Select(it => it.Text), StringComparer.OrdinalIgnoreCase);
}
