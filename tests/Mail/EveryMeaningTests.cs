using System.Diagnostics;
using System.Text;
using Isberg.Mail.Automatic;
using Isberg.Mail.Headers;
using Isberg.Mail.Html;
using Isberg.Mail.Replies;
using Isberg.Mail.Reports;
using Isberg.Mail.Threading;

namespace Isberg.Mail;

/// <summary>Whatever a mail looks like, saying what it means ends soon and throws nothing, and no text is lost on the way.</summary>
public sealed class EveryMeaningTests
{
    private const int Mutations = 5;

    [Fact]
    public void Every_mail_of_the_corpora_is_understood_without_a_throw()
    {
        var count = 0;
        foreach (var path in Corpus.Files("odd").Concat(Corpus.Files("bounces")).Concat(Corpus.Files("zammad")))
        {
            Understand(File.ReadAllBytes(path), path);
            count++;
        }

        Corpus.Tell("mails understood", count, count);
        Assert.True(count > 400);
    }

    [Fact]
    public void Mutated_mails_are_understood_without_a_throw()
    {
        var (seed, chance) = Chance();
        foreach (var path in Corpus.Files("bounces").Concat(Corpus.Files("zammad")))
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length is 0 or > 60_000) continue;
            for (var it = 0; it < Mutations; it++) Understand(Mutate(bytes, chance), $"{path}, seed {seed}");
        }
    }

    [Fact]
    public void Random_headers_and_texts_are_understood_without_a_throw()
    {
        var (_, chance) = Chance();
        string[] words = ["<", ">", ":", ";", "@", "(", ")", "\"", "\\", "=", "[", "]", "{", "--", "> ", "\n", "\n\n", "On ", "wrote:", "skrev", "Från:", "Date:", "2024", "14:03", "re", "fwd", "(fwd)", "[fwd:", "550", "5.1.1", "a@b.c", "<div>", "</div>", "<blockquote>", "=?utf-8?q?", "?=", "å", "\u0000", "\uD83D", " ", "x"];
        for (var it = 0; it < 3_000; it++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 60)).Select(_ => words[chance.Next(words.Length)]));
            _ = BaseSubject.Of(text);
            _ = AuthenticationResults.Parse(text);
            _ = HtmlSanitizer.Sanitize(text, new() { QuoteSummary = "x" });
            IsWhole(text, ReplyText.Of(text));
            IsWhole(HtmlText.Of(text), ReplyText.OfHtml(text));
            Understand(Encoding.UTF8.GetBytes($"From: postmaster@a\nSubject: {text}\n\n{text}"), text);
        }
    }

    /// <summary>Words that begin an introduction again and again must not be read again and again.</summary>
    [Theory]
    [InlineData("On 5 June 2024 14:03 Anna\n")]
    [InlineData("On ")]
    [InlineData("From:\n")]
    [InlineData(">\n")]
    [InlineData("<a@b.c>: 550 5.1.1\n")]
    [InlineData("http://a (http://a\n> \n")]
    [InlineData("skrev ")]
    [InlineData("Mvh\n")]
    [InlineData("Final-Recipient: rfc822; a@b\nStatus: 5.1.1\n\n")]
    [InlineData("> x\n#\n> y\n")]
    [InlineData("On 5 June 2024#\n")]
    [InlineData("From:#\nx\n")]
    public void Long_texts_take_no_time_without_end(string part)
    {
        var text = part.Contains('#', StringComparison.Ordinal) ? part.Replace("#", new string('\n', 400_000), StringComparison.Ordinal) : string.Concat(Enumerable.Repeat(part, 400_000 / part.Length));
        var began = Stopwatch.GetTimestamp();

        Understand(Encoding.UTF8.GetBytes($"From: postmaster@a\nSubject: undelivered\n\n{text}"), part);
        IsWhole(text, ReplyText.Of(text));

        // Not a measure of speed: what is meant is minutes.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), $"{Stopwatch.GetElapsedTime(began)}");
    }

    private static void Understand(byte[] bytes, string what)
    {
        try
        {
            var mail = MimeMessage.Load(bytes);
            _ = (DeliveryReport.Of(mail), AutomaticMail.Of(mail), MailLoop.Of(mail.Headers, "X-Loop", "x"), AuthenticationResults.Of(mail.Headers, "a"), ThreadMessage.NearestFirst(mail), BaseSubject.Of(mail.Subject));
            MessageThreader.Thread([ThreadMessage.Of(1, mail)], ThreadingAlgorithm.References);
            var body = MessageBody.Of(mail);
            if (body.Text is { } text) IsWhole(text, ReplyText.Of(text));
            if (body.Html is not { } page) return;

            IsWhole(HtmlText.Of(page), ReplyText.OfHtml(page));
            var clean = HtmlSanitizer.Sanitize(page).Html;
            Assert.DoesNotContain("<script", clean, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" src=\"http", clean, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception error) when (error is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{what}: {error}");
        }
    }

    private static void IsWhole(string text, ReplyText read) => Assert.Equal(Signs(text), Signs(string.Join('\n', read.Parts.Select(it => it.Text))));

    private static string Signs(string text) => string.Concat(text.Where(it => !char.IsWhiteSpace(it)));

    private static (int Seed, Random Chance) Chance()
    {
        var seed = Environment.GetEnvironmentVariable("ISBERG_TEST_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"The mutations follow from ISBERG_TEST_SEED={seed}.");
        return (seed, new Random(seed));
    }

    private static byte[] Mutate(byte[] from, Random chance)
    {
        var bytes = from.ToList();
        for (var it = chance.Next(1, 12); it > 0 && bytes.Count > 2; it--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(4))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(chance.Next(1, 200), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(chance.Next(bytes.Count), 1)); break;
                default: bytes.InsertRange(at, "\n\n"u8.ToArray()); break;
            }
        }

        return [.. bytes];
    }
}
