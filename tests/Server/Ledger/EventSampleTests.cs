using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isberg.Ledger;

/// <summary>What has once been written to a ledger is read for ever: recorded samples of every kind in every version.</summary>
public sealed class EventSampleTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Folder(), "*.json").Select(it => Path.GetFileNameWithoutExtension(it)!).Order(StringComparer.Ordinal)];

    /// <summary>ISBERG_WRITE_SAMPLES=1 writes the missing ones; look at them before they are committed, for they never change again.</summary>
    [Fact]
    public void Every_kind_of_event_has_a_sample_in_every_version()
    {
        var missing = new List<string>();
        foreach (var (type, kind) in EventKinds.All)
        {
            for (var version = 1; version <= EventKinds.VersionOf(kind); version++)
            {
                var path = Path.Combine(Folder(), $"{kind}.{version}.json");
                if (File.Exists(path)) continue;

                var example = JsonNode.Parse(EventKinds.Write(EventExample.Of(type)))!.ToJsonString(Readable);
                if (Environment.GetEnvironmentVariable("ISBERG_WRITE_SAMPLES") == "1") File.WriteAllText(path, example + "\n");
                else missing.Add($"{path}:\n{example}");
            }
        }

        Assert.True(missing.Count == 0, $"These samples are missing (ISBERG_WRITE_SAMPLES=1 writes them):\n{string.Join('\n', missing)}");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_reads_and_writes_back_as_it_was(string sample)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), $"{sample}.json"));
        var (kind, version) = (sample[..sample.LastIndexOf('.')], int.Parse(sample[(sample.LastIndexOf('.') + 1)..]));

        var happened = EventKinds.Read(kind, version, text);

        Assert.Equal(kind, EventKinds.KindOf(happened));
        if (version == EventKinds.VersionOf(kind))
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(EventKinds.Write(happened))), $"{sample} is written as {EventKinds.Write(happened)}");
    }

    [Fact]
    public void A_value_that_is_zero_in_its_type_is_not_taken_for_the_fields_default()
    {
        var rule = new Services.ChannelRule { Channel = Services.Channel.Voice, WrapUpLimit = TimeSpan.Zero };
        var service = new Services.ServiceRule(new ServiceId(Guid.NewGuid()), new CommissionerId(Guid.NewGuid()), [rule]);
        var happened = new Routing.ServiceChanged(service);

        var read = (Routing.ServiceChanged)EventKinds.Read("service.changed", 1, EventKinds.Write(happened));

        Assert.Equal(TimeSpan.Zero, read.Service.Channels[0].WrapUpLimit);
    }

    [Fact]
    public void A_newer_releases_event_is_refused_in_a_sentence() =>
        Assert.Throws<InvalidDataException>(() => EventKinds.Read("contact.arrived", 99, "{}"));

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Events"));
}
