using System.Text.Json;
using Isberg.Mail.Reports;

namespace Isberg.Mail;

/// <summary>Real reports of mail servers, read as those who collected them expect.</summary>
public sealed class BounceTests
{
    private const double LeastStatus = 0.85;
    private const double LeastHardness = 0.90;

    [Fact]
    public void Real_bounces_tell_their_status_and_whether_the_address_is_at_fault()
    {
        var (all, status, reply, hardness) = (0, 0, 0, 0);
        var wrong = new List<string>();
        foreach (var line in Corpus.Lines("bounces-expected.jsonl"))
        {
            var file = line.GetProperty("file").GetString()!;
            var read = DeliveryReport.Of(MimeMessage.Load(File.ReadAllBytes(Path.Combine(Corpus.Path("bounces"), file))))?.Recipients ?? [];
            foreach (var (index, expected) in line.GetProperty("expected").EnumerateArray().Index())
            {
                var it = index < read.Count ? read[index] : null;
                var (wantsStatus, wantsReply, wantsHard) = (expected.GetProperty("status").GetString()!, expected.GetProperty("replycode").GetString()!, expected.GetProperty("hardbounce").GetBoolean());
                var (isStatus, isHard) = ((it?.Status ?? "") == wantsStatus, (it?.IsHard ?? false) == wantsHard);
                all++;
                status += isStatus ? 1 : 0;
                reply += (it?.ReplyCode ?? "") == wantsReply ? 1 : 0;
                hardness += isHard ? 1 : 0;
                if (!isStatus || !isHard) wrong.Add($"{file} {index}: expected {wantsStatus} {wantsReply} {(wantsHard ? "hard" : "soft")} {expected.GetProperty("reason")}; read {it}");
            }
        }

        Corpus.Tell("bounces, status", status, all);
        Corpus.Tell("bounces, hard or soft", hardness, all);
        Corpus.Tell("bounces, reply code", reply, all);
        foreach (var it in wrong) TestContext.Current.SendDiagnosticMessage(it);
        Assert.True(status >= all * LeastStatus && hardness >= all * LeastHardness, string.Join('\n', wrong));
    }
}
