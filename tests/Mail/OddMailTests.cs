using System.Security.Cryptography;
using System.Text.Json;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>Real odd mails, read as those who collected them expect.</summary>
public sealed class OddMailTests
{
    /// <summary>Shares that another reader gets on a larger set of the same kind.</summary>
    private static readonly Dictionary<string, double> Least = new(StringComparer.Ordinal)
    {
        ["subject"] = 0.96, ["from_email"] = 0.93, ["from_display_name"] = 0.92, ["to"] = 0.93, ["cc"] = 0.93, ["reply-to"] = 0.93,
    };

    [Fact]
    public void Headers_of_real_odd_mails_are_read_as_expected()
    {
        var tally = new Dictionary<string, (int Passed, int All)>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var line in Corpus.Lines("zammad-expected.jsonl"))
        {
            var id = line.GetProperty("id").GetString()!;
            var mail = MimeMessage.Load(File.ReadAllBytes(System.IO.Path.Combine(Corpus.Path("zammad"), line.GetProperty("box").GetString()!)));
            var expected = line.GetProperty("expected");
            foreach (var (field, read) in Read(mail))
            {
                if (!expected.TryGetProperty(field, out var value)) continue;
                var isRight = value.GetString()!.Trim() == read.Trim();
                if (!isRight) wrong.Add($"{id} {field}\n  expected {value.GetString()}\n  read     {read}");
                var (passed, all) = tally.GetValueOrDefault(field);
                tally[field] = (passed + (isRight ? 1 : 0), all + 1);
            }
        }

        foreach (var (field, (passed, all)) in tally) Corpus.Tell($"odd mails, {field}", passed, all);
        foreach (var it in wrong) TestContext.Current.SendDiagnosticMessage(it);
        Assert.All(Least, it => Assert.True(tally[it.Key].Passed >= tally[it.Key].All * it.Value, $"{it.Key}: {tally[it.Key]}\n{string.Join('\n', wrong)}"));
    }

    [Fact]
    public void Attachments_of_real_odd_mails_are_read_whole()
    {
        var (passed, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var line in Corpus.Lines("zammad-expected.jsonl"))
        {
            var id = line.GetProperty("id").GetString()!;
            if (!line.TryGetProperty("attachments", out var attachments) || attachments.ValueKind != JsonValueKind.Array) continue;

            var mail = MimeMessage.Load(File.ReadAllBytes(System.IO.Path.Combine(Corpus.Path("zammad"), line.GetProperty("box").GetString()!)));
            var read = MessageBody.Of(mail).Attachments.Select(it => (it.Name, Hash: Convert.ToHexStringLower(SHA256.HashData(it.Read())))).ToList();
            foreach (var it in attachments.EnumerateArray().Where(it => !IsOwnAlternative(it)))
            {
                all++;
                var (name, hash) = (it.GetProperty("filename").GetString(), it.GetProperty("sha256").GetString());
                if (read.Exists(found => found.Hash == hash)) passed++;
                else wrong.Add($"{id}: {name} {it.GetProperty("size")} is not among {string.Join(", ", read)}");
            }
        }

        Corpus.Tell("odd mails, attachments", passed, all);
        Assert.True(passed >= all * 0.8, $"{passed} of {all}\n{string.Join('\n', wrong)}");
    }

    /// <summary>The collector keeps a page as a file of its own beside the text.</summary>
    private static bool IsOwnAlternative(JsonElement attachment) =>
        attachment.TryGetProperty("preferences", out var preferences) && preferences.TryGetProperty("content-alternative", out var is_) && is_.ValueKind == JsonValueKind.True;

    private static IEnumerable<(string Field, string Read)> Read(MimeMessage mail)
    {
        var from = mail.From.Mailboxes.FirstOrDefault() ?? new MailboxAddress("", "");
        yield return ("from_email", from.Address);
        yield return ("from_display_name", from.Name);
        yield return ("subject", mail.Subject);
        yield return ("reply-to", mail.ReplyTo.Mailboxes.FirstOrDefault()?.Address ?? "");
        yield return ("to", string.Join(", ", mail.To.Mailboxes.Select(Written)));
        yield return ("cc", string.Join(", ", mail.Cc.Mailboxes.Select(Written)));
    }

    private static string Written(MailboxAddress it) =>
        it.Name.Length == 0 ? it.Address : it.Name.Any(sign => "@,.;:<>()\"".Contains(sign, StringComparison.Ordinal) || sign > 0x7F) ? $"\"{it.Name}\" <{it.Address}>" : $"{it.Name} <{it.Address}>";
}
