using System.Text;
using Isberg.Mail.Text;

namespace Isberg.Mail;

public sealed class ContentTests
{
    [Theory]
    [InlineData("base64", "SGVqIHDDpSBkaWch\r\nSGVqIQ==\r\n", "Hej på dig!Hej!")]
    [InlineData("base64", "SGVq*IHDDpS!BkaWch", "Hej på dig!")]
    [InlineData("base64", "SGVqIQ==SGVqIQ", "Hej!Hej!")]
    [InlineData("quoted-printable", "Hej p=C3=A5=\r\n dig  \r\n=3D =ZZ =", "Hej på dig\r\n= =ZZ ")]
    [InlineData("quoted-printable", "lång rad =  \r\nslut", "lång rad slut")]
    [InlineData("x-uuencode", "begin 644 hej.txt\r\n$2&5J(0``\r\n`\r\nend\r\n", "Hej!")]
    [InlineData("8bit", "Hej på dig", "Hej på dig")]
    public void Content_comes_out_as_it_was(string encoding, string written, string read) => Assert.Equal(read, Encoding.UTF8.GetString(Part(encoding, written).Read()));

    /// <summary>Content is read in pieces, and a piece may end anywhere.</summary>
    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public void Long_content_comes_out_whole_wherever_the_pieces_end(string encoding)
    {
        var chance = new Random(7);
        for (var it = 0; it < 40; it++)
        {
            var bytes = new byte[chance.Next(1, 60_000)];
            chance.NextBytes(bytes);
            var written = encoding == "base64" ? Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) : Quoted(bytes);
            Assert.Equal(bytes, Part(encoding, written).Read());
        }
    }

    [Fact]
    public void A_mail_in_a_file_reads_as_the_same_mail_in_memory()
    {
        var text = new StringBuilder("Subject: stor\r\nContent-Type: multipart/mixed; boundary=gräns\r\n\r\nförord\r\n");
        var chance = new Random(11);
        for (var it = 0; it < 30; it++)
        {
            text.Append("--gräns\r\nContent-Type: text/plain\r\n\r\n");
            for (var line = chance.Next(5_000); line > 0; line--) text.Append("--", 0, chance.Next(3)).Append("rad ").Append(line).Append("\r\n");
        }

        var bytes = Encoding.Latin1.GetBytes(text.Append("--gräns--\r\nefterord").ToString());
        using var file = MailSource.OfStream(new MemoryStream(bytes));
        Assert.Equal(bytes.Length, file.Length);
        Assert.Equal(Contents(MailSource.Of(bytes)), Contents(file));
        Assert.Equal(30, Contents(file).Count);
    }

    [Fact]
    public void Parts_within_parts_without_end_are_read_to_a_depth_and_no_further()
    {
        var text = new StringBuilder();
        for (var it = 0; it < 20_000; it++) text.Append($"Content-Type: multipart/mixed; boundary=b{it}\n\n--b{it}\n");

        var mail = MimeMessage.Load(Encoding.ASCII.GetBytes(text.ToString()));

        Assert.InRange(mail.Body.All.Count(), 1, MimeLimits.Usual.Depth + 2);
    }

    [Fact]
    public void Text_without_a_label_and_with_a_wrong_one_is_understood()
    {
        Assert.Equal("Blåbär", Charsets.Decode(Encoding.Latin1.GetBytes("Blåbär"), null));
        Assert.Equal("Blåbär", Charsets.Decode("Blåbär"u8, "iso-8859-1"));
        Assert.Equal("Blåbär – 5 €", Charsets.Decode(Charsets.Windows1252.GetBytes("Blåbär – 5 €"), "iso-8859-1"));
        Assert.Equal("Blåbär", Charsets.Decode(Encoding.Latin1.GetBytes("Blåbär"), "utf-8"));
        Assert.Equal("Blåbär", Charsets.Decode(Encoding.Latin1.GetBytes("Blåbär"), "us-ascii"));
        Assert.Equal("Добрый день, коллеги", Charsets.Decode(Charsets.Find("windows-1251")!.GetBytes("Добрый день, коллеги"), "unknown-8bit"));
        Assert.Equal("Добрый день, коллеги", Charsets.Decode(Charsets.Find("koi8-r")!.GetBytes("Добрый день, коллеги"), null));
        Assert.Equal("¡Hola señor!", Charsets.Decode("+AKE-Hola se+APE-or!"u8, "utf-7"));
    }

    [Theory]
    [InlineData("Hej \nallihop\n", "Hej allihop\n")]
    [InlineData("> en \n> två\nsvar", "> en två\nsvar")]
    [InlineData("text\n-- \nAnna", "text\n-- \nAnna")]
    [InlineData(" >inte citat", ">inte citat")]
    public void Flowed_lines_are_joined(string written, string read) => Assert.Equal(read, FlowedText.Join(written, dropsBlank: false));

    [Fact]
    public void A_mail_shows_its_text_its_page_and_its_files()
    {
        const string Written =
            "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nHej!\n"
            + "--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>Hej!</p>\n--r\nContent-Type: image/png\nContent-ID: <bild>\n\nX\n--r--\n--a--\n"
            + "--m\nContent-Type: application/pdf; name=hus.pdf\nContent-Transfer-Encoding: base64\n\nWA==\n--m\nContent-Type: message/rfc822\n\nSubject: inre\n\ntext\n--m--\n";

        var body = MessageBody.Of(MimeMessage.Load(Encoding.ASCII.GetBytes(Written)));

        Assert.Equal(("Hej!", "<p>Hej!</p>"), (body.Text, body.Html));
        Assert.Equal([(null, "bild", true), ("hus.pdf", null, false), ("inre.eml", null, false)], body.Attachments.Select(it => (it.Name, it.ContentId, it.IsInline)));
        Assert.Equal("Subject: inre\n\ntext", Encoding.ASCII.GetString(body.Attachments[2].Read()));
    }

    private static MimePart Part(string encoding, string written) =>
        (MimePart)MimeMessage.Load(Encoding.UTF8.GetBytes($"Content-Type: text/plain\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{written}")).Body;

    private static List<byte[]> Contents(MailSource source) => [.. MimeMessage.Load(source).Body.All.OfType<MimePart>().Select(it => it.Read())];

    private static string Quoted(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at++)
        {
            text.Append(bytes[at] is > 0x20 and < 0x7F and not (byte)'=' ? ((char)bytes[at]).ToString() : $"={bytes[at]:X2}");
            if (at % 23 == 22) text.Append("=\r\n");
        }

        return text.ToString();
    }
}
