using System.Text.Json;
using Isberg.Mail.Headers;
using Isberg.Mail.Threading;

namespace Isberg.Mail;

public sealed class ThreadingTests
{
    [Fact]
    public void Base_subjects_are_read_as_expected()
    {
        var (passed, all) = (0, 0);
        foreach (var it in Expected("base_subject"))
        {
            all++;
            if (BaseSubject.Of(it.GetProperty("subject").GetString()) == new BaseSubject(it.GetProperty("base").GetString()!, it.GetProperty("reply_depth").GetInt32())) passed++;
        }

        Corpus.Tell("base subjects", passed, all);
        Assert.Equal(all, passed);
    }

    /// <summary>Where a mail has no date, its folder's date decides the order side by side; the corpus does not tell it, so there the order does not count.</summary>
    [Fact]
    public void Threads_are_those_that_servers_are_expected_to_give()
    {
        var (passed, all) = (0, 0);
        foreach (var test in Expected("imap_thread"))
        {
            var messages = test.GetProperty("messages").EnumerateArray().Select((it, at) => Message(at + 1, it)).ToList();
            foreach (var step in test.GetProperty("steps").EnumerateArray())
            {
                if (step.TryGetProperty("command", out var command))
                {
                    if (command.GetString()!.StartsWith("store 1", StringComparison.Ordinal)) messages = [.. messages.Skip(1).Select(it => it with { Number = it.Number - 1 })];
                    continue;
                }

                all++;
                var algorithm = step.GetProperty("algorithm").GetString() == "REFERENCES" ? ThreadingAlgorithm.References : ThreadingAlgorithm.OrderedSubject;
                var (wanted, read) = (step.GetProperty("expected").GetString()!, Written(MessageThreader.Thread(messages, algorithm), isTop: true));
                if (Unordered(wanted) == Unordered(read)) passed++;
                else TestContext.Current.SendDiagnosticMessage($"{test.GetProperty("id")}: expected {wanted}; read {read}");
            }
        }

        Corpus.Tell("threads", passed, all);
        Assert.Equal(all, passed);
    }

    [Theory]
    [InlineData("SV: Fråga om förskola", "Fråga om förskola", 1)]
    [InlineData("VS: Kysymys", "Kysymys", 1)]
    [InlineData("VB: SV: Re: Fråga", "Fråga", 3)]
    [InlineData("Ang.: Fråga", "Fråga", 1)]
    [InlineData("AW: WG: Frage", "Frage", 2)]
    [InlineData("[EXT] SV: [Ärende 14] Fråga", "Fråga", 1)]
    [InlineData("Re^2: Re(3): x", "x", 5)]
    [InlineData("=?utf-8?q?SV=3A_Fr=C3=A5ga?=", "Fråga", 1)]
    [InlineData("Svar: ja", "Svar: ja", 0)]
    [InlineData("[EXT]", "[EXT]", 0)]
    [InlineData("re: [fwd: [fwd: re: [fwd: babylon]]]", "babylon", 5)]
    [InlineData("", "", 0)]
    [InlineData(null, "", 0)]
    public void A_base_subject_is_the_same_whatever_programs_put_before_it(string? subject, string text, int depth) => Assert.Equal(new BaseSubject(text, depth), BaseSubject.Of(subject));

    [Fact]
    public void Answers_without_end_are_one_thread()
    {
        var messages = Enumerable.Range(1, 3_000).Select(it => new ThreadMessage(it, $"{it}@a", it == 1 ? [] : [$"{it - 1}@a"], "x", null)).ToList();

        Assert.Equal(3_000, Count(MessageThreader.Thread(messages, ThreadingAlgorithm.References)));
    }

    [Fact]
    public void Mails_that_answer_each_other_in_a_circle_are_all_there()
    {
        ThreadMessage[] messages = [new(1, "a@a", ["b@a"], "x", null), new(2, "b@a", ["c@a"], "y", null), new(3, "c@a", ["a@a"], "z", null)];

        Assert.Equal(3, Count(MessageThreader.Thread(messages, ThreadingAlgorithm.References)));
    }

    private static int Count(IReadOnlyList<MessageThread> threads)
    {
        var count = 0;
        var open = new Stack<MessageThread>(threads);
        while (open.TryPop(out var it))
        {
            count += it.Message is null ? 0 : 1;
            foreach (var child in it.Children) open.Push(child);
        }

        return count;
    }

    private static IEnumerable<JsonElement> Expected(string name) => JsonDocument.Parse(File.ReadAllText(Corpus.Path("threading-expected.json"))).RootElement.GetProperty(name).EnumerateArray();

    private static ThreadMessage Message(int number, JsonElement it)
    {
        var references = MessageIds.Parse(it.GetProperty("references").GetString());
        if (references.Count == 0) references = MessageIds.Parse(it.GetProperty("in_reply_to").GetString());
        return new(number, MessageIds.Parse(it.GetProperty("message_id").GetString()) is [var id, ..] ? id : null, references, it.GetProperty("subject").GetString(), DateText.Parse(it.GetProperty("date").GetString()));
    }

    /// <summary>As IMAP writes threads: answers follow, side by side they stand in parentheses.</summary>
    private static string Written(IReadOnlyList<MessageThread> threads, bool isTop = false)
    {
        var written = threads.Select(it => $"{it.Message?.Number}{(it.Message is null || it.Children.Count == 0 ? "" : " ")}{Written(it.Children)}").ToList();
        return isTop || written.Count > 1 ? string.Concat(written.Select(it => $"({it})")) : string.Concat(written);
    }

    private static string Unordered(string written)
    {
        var at = 0;
        return Group(written, ref at);
    }

    private static string Group(string written, ref int at)
    {
        var (own, groups) = ("", new List<string>());
        while (at < written.Length && written[at] != ')')
        {
            if (written[at] != '(') own += written[at++];
            else
            {
                at++;
                groups.Add(Group(written, ref at));
                at++;
            }
        }

        return $"{own.Trim()}{string.Concat(groups.Order(StringComparer.Ordinal).Select(it => $"({it})"))}";
    }
}
