using System.Text;
using Isberg.Mail.Headers;
using Isberg.Mail.Text;

namespace Isberg.Mail.Writing;

public sealed class MailRuleTests
{
    private static readonly InternetAddressList Anna = List("Anna", "anna@sund.example");

    private static readonly OutgoingMail Plain = new()
    {
        From = List("Kundtjänst", "service@sund.example"), To = Anna, Subject = "Hej", Date = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(2)), MessageId = "1@sund.example",
        Body = new BodyBuilder { TextBody = "Hej Anna" },
    };

    [Fact]
    public async Task A_plain_mail_is_written_by_the_book() => Assert.Equal(
        """
        From: =?utf-8?Q?Kundtj=C3=A4nst?= <service@sund.example>
        To: Anna <anna@sund.example>
        Subject: Hej
        Date: Mon, 2 Mar 2026 09:30:00 +0200
        Message-ID: <1@sund.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hej Anna

        """, await Text(Plain));

    [Fact]
    public async Task Whoever_is_in_Bcc_gets_the_mail_and_is_never_named()
    {
        var mail = Plain with { To = InternetAddressList.Empty, Bcc = List("Boris", "boris@sund.example") };

        Assert.Equal(["boris@sund.example"], mail.Recipients.Select(it => it.Address));
        var text = await Text(mail);
        Assert.DoesNotContain("boris", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: undisclosed-recipients:;\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hej\r\nBcc: alla@sund.example")]
    [InlineData("Hej\nBcc: alla@sund.example")]
    [InlineData("Hej\rBcc: alla@sund.example")]
    [InlineData("Hej\0\r\n\r\nBcc: alla@sund.example")]
    public async Task A_line_end_in_what_people_read_becomes_a_blank(string value)
    {
        var read = MimeMessage.Load(await WrittenMailTests.Write(Plain with
        {
            Subject = value, To = List(value, "anna@sund.example"),
            Body = new BodyBuilder { Attachments = [Attachment.Of(value, ContentType.Bytes, [1])] },
        }));

        Assert.Equal(("Hej Bcc: alla@sund.example", "Hej Bcc: alla@sund.example"), (read.Subject, read.To.Mailboxes.Single().Name));
        Assert.Equal("Hej Bcc: alla@sund.example", MessageBody.Of(read).Attachments.Single().Name);
        Assert.False(read.Headers.Contains("Bcc"));
    }

    private static readonly Dictionary<string, OutgoingMail> Refused = new(StringComparer.Ordinal)
    {
        { "nobody", Plain with { From = InternetAddressList.Empty } },
        { "several without a sender", Plain with { From = new InternetAddressList([Anna[0], Anna[0]]) } },
        { "a line end in an address", Plain with { To = List("", "anna@sund.example\r\nBcc: alla@sund.example") } },
        { "a line end in a name before the @", Plain with { To = List("", "\"anna\r\n\"@sund.example") } },
        { "a bracket in an address", Plain with { To = List("", "anna>@sund.example") } },
        { "no address", Plain with { To = List("", "anna") } },
        { "a domain that is none", Plain with { To = List("", "anna@sund example") } },
        { "a name before the @ that is not ASCII", Plain with { To = List("", "ärendet@sund.example") } },
        { "a line end in an id", Plain with { MessageId = "1@sund.example>\r\nBcc: <alla@sund.example" } },
        { "a line end in a further header", Plain with { Headers = [new("X-Case", "1\r\nBcc: alla@sund.example")] } },
        { "a line end in a header's name", Plain with { Headers = [new("X-Case: 1\r\nBcc", "alla@sund.example")] } },
        { "a header that the mail has", Plain with { Headers = [new("bcc", "alla@sund.example")] } },
        { "a header that its body has", Plain with { Headers = [new("Content-Type", "text/html")] } },
        { "a content id with a line end", Plain with { Body = new BodyBuilder { Attachments = [Attachment.Of("a", ContentType.Bytes, [1]) with { ContentId = "a>\r\n" }] } } },
        { "a file's type with a line end", Plain with { Body = new BodyBuilder { Attachments = [Attachment.Of("a", new ContentType("text", "x\r\ny", Parameters.None), [1])] } } },
    };

    public static TheoryData<string> Reasons => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Reasons))]
    public Task What_cannot_be_written_safely_is_refused(string reason) => Assert.ThrowsAsync<FormatException>(() => WrittenMailTests.Write(Refused[reason]));

    [Fact]
    public async Task A_domain_goes_in_ASCII_unless_the_server_takes_UTF_8()
    {
        var mail = Plain with { To = List("Örjan", "orjan@blåbär.example") };

        Assert.Contains("<orjan@xn--blbr-noae.example>", await Text(mail), StringComparison.Ordinal);
        Assert.False(mail.NeedsInternational);
        Assert.Contains("To: Örjan <orjan@blåbär.example>\n", await Text(mail, isInternational: true), StringComparison.Ordinal);
        Assert.True((Plain with { To = List("", "örjan@sund.example") }).NeedsInternational);
    }

    [Theory]
    [InlineData("Hej!", "7bit")]
    [InlineData("Hej på dig!", "quoted-printable")]
    [InlineData("From now on", "quoted-printable")]
    [InlineData("日本語の本文です", "base64")]
    [InlineData("\u0001", "base64")]
    public async Task A_text_is_encoded_as_it_needs(string text, string encoding) =>
        Assert.Contains($"Content-Transfer-Encoding: {encoding}\n", await Text(Plain with { Body = new BodyBuilder { TextBody = text } }), StringComparison.Ordinal);

    [Fact]
    public async Task A_line_longer_than_the_way_allows_is_encoded()
    {
        var text = await Text(Plain with { Body = new BodyBuilder { TextBody = new string('x', 999) } });

        Assert.Contains("quoted-printable", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), it => Assert.InRange(it.Length, 0, 78));
    }

    [Fact]
    public async Task A_mail_that_is_passed_on_stays_a_mail_when_it_may()
    {
        var type = ContentType.Read("message/rfc822")!;
        var read = MimeMessage.Load(await WrittenMailTests.Write(Plain with
        {
            Body = new BodyBuilder { Attachments = [Attachment.Of("a.eml", type, "Subject: inre\n\nHej\n"u8.ToArray()), Attachment.Of("b.eml", type, "Subject: inre\r\n\r\nHej på dig\r\n"u8.ToArray())] },
        }));

        Assert.Equal(["message/rfc822", "application/octet-stream"], read.Body.All.Skip(2).Where(it => it is MessagePart || it.ContentDisposition is not null).Select(it => it.ContentType.MimeType));
        Assert.Equal("Subject: inre\r\n\r\nHej\r\n", Encoding.ASCII.GetString(MessageBody.Of(read).Attachments[0].Read()));
        Assert.Equal("Subject: inre\r\n\r\nHej på dig\r\n", Encoding.UTF8.GetString(MessageBody.Of(read).Attachments[1].Read()));
    }

    [Fact]
    public async Task A_mail_is_the_same_every_time_it_is_written()
    {
        var mail = new RandomMail(3).Next();

        Assert.Equal(await WrittenMailTests.Write(mail), await WrittenMailTests.Write(mail));
    }

    [Fact]
    public async Task A_large_file_is_written_in_pieces()
    {
        const long Size = 200 * 1024 * 1024;
        var mail = Plain with { Body = new BodyBuilder { Attachments = [Attachment.Of("stor.bin", ContentType.Bytes, () => new Zeros(Size))] } };
        var into = new Counting();
        var before = GC.GetAllocatedBytesForCurrentThread();

        await mail.WriteToAsync(into, stop: TestContext.Current.CancellationToken);

        Assert.InRange(into.Written, Size * 4 / 3, Size * 4 / 3 * 1.03);
        Assert.InRange(into.Largest, 1, 128 * 1024);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    [Theory]
    [InlineData("kort", "kort")]
    [InlineData("slut  \n-- \nAnna", "slut\n-- \nAnna")]
    [InlineData("From\nFrom mig\n>citat\n> citat", "From\n From mig\n> citat\n> citat")]
    [InlineData("ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton", "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton \nfemton sexton")]
    [InlineData("-- xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y", "-- xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx \ny")]
    public void A_flowing_text_is_broken_where_it_is_joined_again(string text, string broken) => Assert.Equal(broken, FlowedText.Break(text));

    [Fact]
    public void No_two_ids_are_the_same_and_none_tells_more_than_the_domain()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => MessageIds.New("blåbär.example")).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(1_000, ids.Count);
        Assert.All(ids, it => Assert.Matches("^[0-9a-f]{32}@xn--blbr-noae.example$", it));
    }

    private static InternetAddressList List(string name, string address) => new([new MailboxAddress(name, address)]);

    private static async Task<string> Text(OutgoingMail mail, bool isInternational = false) =>
        Encoding.UTF8.GetString(await WrittenMailTests.Write(mail, isInternational)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private sealed class Zeros(long left) : MemoryStream
    {
        private long left = left;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, left);
            left -= read;
            return ValueTask.FromResult(read);
        }
    }

    private sealed class Counting : MemoryStream
    {
        public long Written { get; private set; }

        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Written, Largest) = (Written + buffer.Length, Math.Max(Largest, buffer.Length));
            return ValueTask.CompletedTask;
        }
    }
}
