using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail.Writing;

/// <summary>Mails out of chance, the same for the same seed, with everything that people and programs put into them.</summary>
internal sealed class RandomMail(int seed)
{
    private static readonly string[] Alphabets =
    [
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "åäöÅÄÖéüøæñßłžçğ", "абвгдежзийклмн", "日本語中文字符한국어", "مرحبا بالعالم", "😀👩‍👩‍👧🇫🇮🏳️‍🌈𝒳", ".,;:!?-_()[]{}<>@\"'\\/|+*=&%$#~^`",
    ];

    private readonly Random chance = new(seed);

    public OutgoingMail Next(bool isInternational = false) => new()
    {
        From = new InternetAddressList([Mailbox(isInternational)]),
        Sender = Often() ? null : Mailbox(isInternational),
        ReplyTo = Addresses(2, isInternational),
        To = Addresses(6, isInternational),
        Cc = Addresses(3, isInternational),
        Bcc = new InternetAddressList([new MailboxAddress("Hemlig", $"hemlig{chance.Next(1000)}@gömd.example")]),
        Subject = Words(chance.Next(30)),
        Date = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(chance.Next(-11, 13))).AddSeconds(chance.Next(31_536_000)),
        MessageId = MessageIds.New("sund.example"),
        InReplyTo = Often() ? [MessageIds.New("öl.example")] : [],
        References = [.. Enumerable.Range(0, chance.Next(60)).Select(_ => MessageIds.New("sund.example"))],
        Headers = [new("X-Ärende"[..2] + "Case", Words(chance.Next(20)))],
        Body = Body(),
    };

    /// <summary>Words with single blanks and sometimes several, of one alphabet or another, some too long for a line.</summary>
    public string Words(int count)
    {
        var words = new StringBuilder();
        for (var it = 0; it < count; it++) words.Append(Word()).Append(' ', chance.Next(20) == 0 ? 2 : 1);
        return words.ToString().Trim();
    }

    private BodyBuilder Body() => new()
    {
        TextBody = Often() ? Lines() : null,
        IsFlowed = Often(),
        HtmlBody = Often() ? $"<p>{Lines()}</p>" : null,
        LinkedResources = [.. Files(2).Select((it, at) => it with { ContentId = $"bild{at}@sund.example", IsInline = true })],
        Attachments = [.. Files(3)],
    };

    private IEnumerable<Attachment> Files(int most)
    {
        for (var it = chance.Next(most + 1); it > 0; it--)
        {
            var bytes = new byte[chance.Next(60_000)];
            chance.NextBytes(bytes);
            yield return Attachment.Of(FileName(), ContentType.Read(Often() ? "application/pdf" : "image/png")!, () => new MemoryStream(bytes));
        }
    }

    private string FileName()
    {
        var name = Words(chance.Next(1, 12)).Replace('/', '-').Replace('\\', '-').Trim();
        if (name.Length > 200) name = name[..(char.IsHighSurrogate(name[199]) ? 199 : 200)].Trim();
        return name.Length == 0 ? "fil.pdf" : name + ".pdf";
    }

    private string Lines()
    {
        var lines = new StringBuilder();
        for (var it = chance.Next(20); it > 0; it--) lines.Append(Line()).Append('\n');
        return lines.ToString();
    }

    private string Line() => chance.Next(10) switch
    {
        0 => "",
        1 => "> " + Words(chance.Next(1, 40)),
        2 => "From " + Words(3),
        3 => ".",
        4 => new string(' ', chance.Next(1, 5)) + Words(chance.Next(1, 5)),
        5 => "--=_" + Words(2),
        6 => "-- " + new string('x', chance.Next(100)),
        _ => Words(chance.Next(80)),
    };

    private InternetAddressList Addresses(int most, bool isInternational)
    {
        var all = new List<InternetAddress>();
        for (var it = chance.Next(most + 1); it > 0; it--)
            all.Add(chance.Next(8) == 0 ? new GroupAddress(Name() is { Length: > 0 } name ? name : "Vänner", [Mailbox(isInternational), Mailbox(isInternational)]) : Mailbox(isInternational));
        return new InternetAddressList(all);
    }

    private MailboxAddress Mailbox(bool isInternational)
    {
        string[] locals = ["anna", "anna.berg+sund", "\"anna berg\"", "a", new string('x', 64), isInternational ? "jörg" : "jorg"];
        return new MailboxAddress(Name(), $"{locals[chance.Next(locals.Length)]}@{(Often() ? "sund.example" : isInternational ? "blåbär.example" : "xn--blbr-noae.example")}");
    }

    private string Name() => chance.Next(4) == 0 ? "" : Words(chance.Next(1, 4));

    private string Word()
    {
        var signs = Alphabets[chance.Next(10) < 4 ? 0 : chance.Next(Alphabets.Length)].EnumerateRunes().ToArray();
        var word = new StringBuilder();
        for (var it = chance.Next(30) == 0 ? chance.Next(60, 1_500) : chance.Next(1, 12); it > 0; it--) word.Append(signs[chance.Next(signs.Length)].ToString());
        return word.ToString();
    }

    private bool Often() => chance.Next(3) > 0;
}
