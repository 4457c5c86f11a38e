using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers.Voice;

/// <summary>Words that callers leave in the town.</summary>
internal static class TownMessages
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Sales takes messages from now on: by key 2, and when it is closed.</summary>
    public static async Task TakesMessages(this Town town)
    {
        await town.Writes(db =>
        {
            var sales = db.Services.Single(it => it.Id == town.Centre.Sales);
            if (sales.Channels.Any(it => it.Rule.Channel == Channel.VoiceMessage)) return;
            var rule = new ChannelRule { Channel = Channel.VoiceMessage, AcceptsWhenClosed = true, OfferTimeout = TimeSpan.FromHours(1), WrapUpLimit = TimeSpan.FromHours(1) };
            sales.Channels = [.. sales.Channels, new ChannelSetup(rule) { IsAlwaysOpen = true, Message = new VoiceMessageSetup() }];
        });
        if (await town.Server.Services.GetRequiredService<TellFloor>().Run(town.Centre.Id, Stop) is { } refusal) Assert.Fail(refusal.Sentence);
    }

    /// <summary>He is recorded, and has said more.</summary>
    public static async Task Speaks(this Town town, ContactId call)
    {
        var name = $"message-{call.Value:N}";
        async Task<int> Length() => (await town.Client.Recorded(name, Stop))?.Length ?? 0;
        await Town.Until(() => town.Client.IsRecording(name, Stop), "the caller is recorded");
        var (before, more) = (await Length(), 4 * 16_000);
        await Town.Until(async () => await Length() >= before + more, "more of the message is recorded");
    }

    /// <summary>What was left in a call, once somebody may handle it.</summary>
    public static async Task<VoiceMessageRow> Message(this Town town, ContactId call)
    {
        VoiceMessageRow? found = null;
        await Town.Until(async () => (found = await Find(town, call)) is { HasCome: true }, "the message waits");
        Assert.Null(await town.Client.Recorded($"message-{call.Value:N}", Stop)); // nothing plain is left
        return found!;
    }

    public static Task NoMessage(this Town town, ContactId call) => Town.Until(async () => await Find(town, call) is null, "nothing was left");

    public static async Task<HeardTracks> Hear(this Town town, VoiceMessageRow message)
    {
        await using var sound = town.Server.Services.GetRequiredService<KeepVoiceMessage>().Open(message)!;
        using var all = new MemoryStream();
        await sound.CopyToAsync(all, Stop);
        return new HeardTracks(all.ToArray());
    }

    /// <summary>Somebody throws a message away that waits, so that the next test has none.</summary>
    public static async Task ThrowsAway(this Town town, VoiceMessageRow message) =>
        Assert.Null(await town.Centre.Live.Inbox.Send(new ContactDiscarded(message.Contact!.Value, town.Centre.Otto), Stop));

    private static async Task<VoiceMessageRow?> Find(Town town, ContactId call)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.VoiceMessages.AsNoTracking().SingleOrDefaultAsync(it => it.Call == call, Stop);
    }
}
