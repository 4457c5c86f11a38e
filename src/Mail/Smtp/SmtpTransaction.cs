using System.Text;

namespace Isberg.Mail.Smtp;

/// <summary>Whether a server takes a message for somebody.</summary>
public sealed record RecipientResult(EnvelopeRecipient Recipient, SmtpReply Reply)
{
    public bool IsAccepted => Reply.IsPositive;

    /// <summary>Refused now, perhaps taken later: too many at once, or a full mailbox.</summary>
    public bool MayTryLater => Reply.IsTemporary;
}

/// <summary>What a server said of one message.</summary>
/// <param name="Recipients">In the envelope's order.</param>
/// <param name="Reply">To the message; null when it was for nobody and therefore was not sent.</param>
/// <param name="TellsSender">The envelope's wishes to be told were passed on.</param>
public sealed record SmtpResult(IReadOnlyList<RecipientResult> Recipients, SmtpReply? Reply, bool TellsSender)
{
    /// <summary>The server has it, for those recipients whom it accepted.</summary>
    public bool IsAccepted => Reply is not null;
}

/// <summary>One message on its way to a server: envelope, message, answer.</summary>
internal sealed class SmtpTransaction(SmtpConnection wire, SmtpOptions options, SmtpCapabilities offered)
{
    /// <summary>So many commands go at once; their replies fit into any server's send buffer.</summary>
    private const int Batch = 50;

    private const int Piece = 32 * 1024;

    /// <summary>The server has said enough, and then failed to begin anew: nothing more can be sent to it.</summary>
    public bool IsBroken { get; private set; }

    public async Task<SmtpResult> Send(Envelope envelope, Stream message, MessageScan scan, bool isInternational, CancellationToken stop)
    {
        var recipients = await Address(envelope, envelope.MailFrom(scan.Size, scan.Is8Bit, isInternational, offered), isInternational, stop);
        if (!recipients.Exists(it => it.IsAccepted))
        {
            await Reset(SmtpStep.Recipients, stop);
            return new SmtpResult(recipients, Reply: null, offered.HasDsn);
        }

        var data = await Command("DATA", SmtpStep.Data, stop);
        if (data.Code != 354) throw await ResetFor(SmtpException.Refused(SmtpStep.Data, data), stop);

        await WriteMessage(message, stop);
        return new SmtpResult(recipients, await End(stop), offered.HasDsn);
    }

    /// <summary>Sender and recipients; all at once where the server offers to take them so (RFC 2920).</summary>
    private async Task<List<RecipientResult>> Address(Envelope envelope, string mailFrom, bool isInternational, CancellationToken stop)
    {
        var written = envelope.Recipients.Select(it => (Recipient: it, Command: TryWrite(it, isInternational))).ToList();
        var commands = written.Where(it => it.Command is not null).Select(it => it.Command!).Prepend(mailFrom).ToList();
        var replies = new Queue<SmtpReply>();
        foreach (var batch in commands.Chunk(offered.HasPipelining ? Batch : 1))
        {
            await Write(string.Concat(batch.Select(it => it + "\r\n")), SmtpStep.MailFrom, stop);
            foreach (var _ in batch) await ReadInto(replies, stop);
            if (!replies.Peek().IsPositive) throw await ResetFor(SmtpException.Refused(SmtpStep.MailFrom, replies.Peek()), stop);
        }

        replies.Dequeue();
        return written.ConvertAll(it => new RecipientResult(it.Recipient, it.Command is null ? SmtpReply.BadAddress : replies.Dequeue()));
    }

    /// <summary>Once the server has said no to the sender, nothing that follows says more.</summary>
    private async Task ReadInto(Queue<SmtpReply> replies, CancellationToken stop)
    {
        if (IsBroken) return;

        try
        {
            replies.Enqueue(await Read(replies.Count == 0 ? SmtpStep.MailFrom : SmtpStep.Recipients, stop));
        }
        catch (SmtpException) when (replies.Count > 0 && !replies.Peek().IsPositive)
        {
            IsBroken = true;
        }
    }

    private string? TryWrite(EnvelopeRecipient recipient, bool isInternational)
    {
        try
        {
            return Envelope.RcptTo(recipient, isInternational, offered);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task WriteMessage(Stream message, CancellationToken stop)
    {
        var stuffing = new DotStuffing();
        var part = new byte[Piece];
        var room = new byte[Piece * 2 + 2];
        while (await message.ReadAsync(part, stop) is > 0 and var read)
            await wire.Write(room.AsMemory(0, stuffing.Write(part.AsSpan(0, read), room)), SmtpStep.Data, options.DataTimeout, stop);
        if (!stuffing.End.IsEmpty) await wire.Write(stuffing.End, SmtpStep.Data, options.DataTimeout, stop);
    }

    /// <summary>From here on the message may be the server's, whatever we hear of it.</summary>
    private async Task<SmtpReply> End(CancellationToken stop)
    {
        SmtpReply reply;
        stop.ThrowIfCancellationRequested();
        try
        {
            await wire.Write(".\r\n"u8.ToArray(), SmtpStep.EndOfData, options.DataTimeout, stop);
            (reply, _) = await wire.Read(SmtpStep.EndOfData, options.EndOfDataTimeout, stop);
        }
        catch (Exception instead) when (instead is SmtpException or OperationCanceledException)
        {
            throw SmtpException.AfterTheEnd(instead);
        }

        if (reply.IsPositive) return reply;
        var refused = SmtpException.Refused(SmtpStep.EndOfData, reply);
        throw reply.Code < 400 ? SmtpException.AfterTheEnd(refused) : refused;
    }

    private async Task<SmtpException> ResetFor(SmtpException refused, CancellationToken stop)
    {
        await Reset(refused.Step, stop);
        return refused;
    }

    /// <summary>Brings the server back to where a new message may begin. When it does not come, what it said before still counts.</summary>
    private async Task Reset(SmtpStep step, CancellationToken stop)
    {
        if (IsBroken) return;

        try
        {
            await Command("RSET", step, stop);
        }
        catch (SmtpException)
        {
            IsBroken = true;
        }
    }

    private async Task<SmtpReply> Command(string line, SmtpStep step, CancellationToken stop)
    {
        await Write($"{line}\r\n", step, stop);
        return await Read(step, stop);
    }

    private Task Write(string lines, SmtpStep step, CancellationToken stop) => wire.Write(Encoding.UTF8.GetBytes(lines), step, options.CommandTimeout, stop);

    /// <summary>421 means that the server goes, whatever it was asked.</summary>
    private async Task<SmtpReply> Read(SmtpStep step, CancellationToken stop)
    {
        var (reply, _) = await wire.Read(step, options.CommandTimeout, stop);
        return reply.Code == 421 ? throw SmtpException.Refused(step, reply) : reply;
    }
}
