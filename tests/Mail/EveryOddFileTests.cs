using System.Diagnostics;
using Isberg.Mail.Tnef;

namespace Isberg.Mail;

/// <summary>Whatever a mail looks like, reading it ends soon, with something, and throws nothing.</summary>
public sealed class EveryOddFileTests
{
    private const int Mutations = 20;

    [Fact]
    public void Every_odd_file_is_read_without_a_throw()
    {
        var count = 0;
        foreach (var path in Corpus.Files("odd").Concat(Corpus.Files("bounces")).Concat(Corpus.Files("zammad")))
        {
            ReadAll(File.ReadAllBytes(path), path);
            count++;
        }

        Corpus.Tell("odd files read", count, count);
        Assert.True(count > 400);
    }

    [Fact]
    public void Mutated_mails_are_read_without_a_throw()
    {
        var seed = Environment.GetEnvironmentVariable("ISBERG_TEST_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"The mutations follow from ISBERG_TEST_SEED={seed}.");
        var chance = new Random(seed);
        foreach (var path in Corpus.Files("odd", ".eml", ".txt", ".raw", ".msg").Concat(Corpus.Files("zammad")))
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length is 0 or > 100_000) continue;
            for (var it = 0; it < Mutations; it++) ReadAll(Mutate(bytes, chance), $"{path}, seed {seed}");
        }
    }

    [Fact]
    public void Files_packed_by_Outlook_come_out_with_their_names()
    {
        var (passed, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var list in Corpus.Files("odd", ".list"))
        {
            var packed = System.IO.Path.ChangeExtension(list, ".tnef");
            if (!File.Exists(packed)) continue;
            all++;
            var expected = File.ReadAllLines(list).Select(it => it.Trim()).Where(it => it.Length > 0 && !it.StartsWith("body.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            var read = TnefReader.Read(File.ReadAllBytes(packed))?.Files.Select(it => it.Name ?? "").Order(StringComparer.Ordinal).ToList() ?? [];
            if (expected.SequenceEqual(read)) passed++;
            else wrong.Add($"{System.IO.Path.GetFileName(packed)}: expected {string.Join(", ", expected)}; read {string.Join(", ", read)}");
        }

        Corpus.Tell("TNEF listings", passed, all);
        foreach (var it in wrong) TestContext.Current.SendDiagnosticMessage(it);
        Assert.True(passed >= all * 0.8, string.Join('\n', wrong));
    }

    private static void ReadAll(byte[] bytes, string what)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var mail = MimeMessage.Load(bytes);
            _ = (mail.Subject, mail.From.ToString(), mail.To.ToString(), mail.Cc.ToString(), mail.ReplyTo.ToString(), mail.Date, mail.MessageId, mail.References.Count, mail.InReplyTo.Count);
            foreach (var header in mail.Headers) _ = header.Value;
            foreach (var part in mail.Body.All) _ = (part.ContentDisposition?.FileName, part.ContentId);
            foreach (var file in MessageBody.Of(mail).Attachments) _ = file.Read();
        }
        catch (Exception error)
        {
            Assert.Fail($"{what}: {error}");
        }

        // Not a measure of speed: the largest of these files is two megabytes, and a hang is minutes.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), what);
    }

    private static byte[] Mutate(byte[] from, Random chance)
    {
        var bytes = from.ToList();
        for (var it = chance.Next(1, 12); it > 0 && bytes.Count > 2; it--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(5))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(chance.Next(1, 200), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(chance.Next(bytes.Count), 1)); break;
                case 3: bytes.InsertRange(at, "=?utf-8?b?"u8.ToArray()); break;
                default: bytes.InsertRange(at, "\r\n--"u8.ToArray()); break;
            }
        }

        return [.. bytes];
    }
}
