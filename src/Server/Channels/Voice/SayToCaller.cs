using Isberg.Asterisk;
using Isberg.Channels.Voice.Flows;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Says to a caller what there is to say: the greeting, his place and wait, why he is let go. One saying at a time.</summary>
internal sealed class SayToCaller(Prompts prompts, Databases databases, LiveCentres centres, TimeProvider clock)
{
    private const string Mark = "say-";

    /// <summary>Whoever is being offered may be connected any moment: he is not told of a place meanwhile.</summary>
    private static readonly TimeSpan AfterOffer = TimeSpan.FromSeconds(5);

    private int last;

    public static bool IsSaying(string playback) => playback.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Says what is due to somebody who waits.</summary>
    public async Task Waiting(Call call, CallLook look, CancellationToken stop)
    {
        if (call.Playing is not null || call.IsAside) return;

        var now = clock.GetUtcNow();
        if (!call.IsGreeted)
        {
            (call.IsGreeted, call.LookAt) = (true, now);
            await Say(call, await WithWays(call, look, call.Number?.Greeting.In.GetValueOrDefault(call.Language.Code) ?? Sayings.Say(call.Language, "greeting"), stop), stop);
        }
        else if (call.WasDropped)
        {
            (call.WasDropped, call.LookAt) = (false, now + Call.BetweenSayings);
            await Say(call, Sayings.Say(call.Language, "lost"), stop);
        }
        else if (call.LookAt is null || call.IsDue(now))
        {
            call.LookAt = now + (look.Ahead is null ? AfterOffer : Call.BetweenSayings);
            if (look.Ahead is { } ahead) await Say(call, await WithWays(call, look, Sayings.Place(call.Language, ahead, look.Wait), stop), stop);
        }
    }

    /// <summary>Says to somebody on hold what his service has written for that, at once and then now and then.</summary>
    public async Task Holding(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (call.Playing is not null || (call.LookAt is { } at && at > now)) return;

        call.LookAt = now + Call.BetweenSayings;
        if (await OnHold(contact, call.Language, stop) is { Length: > 0 } words) await Say(call, words, stop);
    }

    private async Task<string?> OnHold(ContactOnFloor contact, Language language, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var service = await db.Services.AsNoTracking().SingleOrDefaultAsync(it => it.Id == contact.Need.Service, stop);
        return service?.Channels.FirstOrDefault(it => it.Rule.Channel == Channel.Voice)?.OnHold?.Best(language.Code);
    }

    /// <summary>Says why he is let go. False: nothing is said (any longer).</summary>
    public async Task<bool> Goodbye(Call call, CancellationToken stop)
    {
        if (call.HasHeardLastWords || call.IsBlocked) return false;
        if (call.Playing is not null && call.LastWords is not null) return true;

        await Hush(call, stop);
        call.LastWords ??= call.TurnedAway is { } cause ? await TurnedAway(call, cause, stop) : null;
        if (call.LastWords is { } words) await Say(call, words, stop);
        call.HasHeardLastWords = call.Playing is null;
        return call.Playing is not null;
    }

    /// <summary>Says what a flow says; its name holds which saying it is, so that the next server can end it.</summary>
    public async Task Words(Call call, FlowSaying said, int saying, CancellationToken stop)
    {
        var own = said.Sound is { } sound ? await prompts.Of(sound, () => Recorded(sound, stop)) : null;
        var spoken = await prompts.Of(call.Language, own is null ? said.Whole : said.Again, stop);
        await Play(call, [.. new[] { spoken, own }.OfType<string>()], NameOf(call.Contact, saying), stop);
    }

    private async Task<byte[]?> Recorded(Guid sound, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.FlowSounds.Where(it => it.Id == sound).Select(it => it.Sound).SingleOrDefaultAsync(stop);
    }

    /// <summary>Ends what the server before this one was saying.</summary>
    public Task End(Call call, int saying, CancellationToken stop) => Exchange.IfThere(call.At.Client.StopPlayback(NameOf(call.Contact, saying), stop));

    private static string NameOf(ContactId contact, int saying) => $"{Mark}{contact.Value:N}-flow-{saying}";

    /// <summary>He hears music whenever nothing is said.</summary>
    public async Task Music(Call call, CancellationToken stop)
    {
        if (call.HasMusic || call.Playing is not null || call.Leaving is not null) return;

        await call.At.Client.StartMusic(call.Caller, null, stop);
        call.HasMusic = true;
    }

    private async Task EndMusic(Call call, CancellationToken stop)
    {
        if (!call.HasMusic) return;

        call.HasMusic = false;
        await Exchange.IfThere(call.At.Client.StopMusic(call.Caller, stop));
    }

    /// <summary>He hears nothing of ours any longer: he is to talk, or to be let go.</summary>
    public async Task Hush(Call call, CancellationToken stop)
    {
        await EndMusic(call, stop);
        await EndSaying(call, stop);
    }

    /// <summary>Something has been said to its end.</summary>
    public static void Said(Call call, string playback)
    {
        if (call.Playing != playback) return;

        call.Playing = null;
        call.Recording.Heard(playback);
        if (call.LastWords is not null) call.HasHeardLastWords = true;
    }

    /// <summary>What he may press is told with whatever he is told.</summary>
    private async Task<string> WithWays(Call call, CallLook look, string text, CancellationToken stop)
    {
        if (look.OnFloor!.Segment != 1) return text; // he has talked to somebody: his keys do nothing any more

        var ways = await WaysOut.Of(databases, call.Number, look.OnFloor.Need.Service, stop);
        return $"{text} {ways.Told(call.Language, look.Wait?.Until, ways.Other is { } other && await IsOpen(call, other.Service, stop))}".TrimEnd();
    }

    private Task<bool> IsOpen(Call call, ServiceId service, CancellationToken stop) =>
        centres.Of(call.Centre!.Value).Inbox.Ask(state => state.Floor.Queues(state.Now).Any(it => it.Service == service && it is { Channel: Channel.Voice, IsOpen: true }), stop);

    /// <summary>Says something instead of what he hears now.</summary>
    public async Task Instead(Call call, string text, CancellationToken stop)
    {
        await EndSaying(call, stop);
        await Say(call, text, stop);
    }

    public async Task EndSaying(Call call, CancellationToken stop)
    {
        if (call.Playing is not { } playing) return;

        call.Playing = null;
        await Exchange.IfThere(call.At.Client.StopPlayback(playing, stop));
    }

    /// <summary>Nothing plays afterwards when there is no voice.</summary>
    public async Task Say(Call call, string text, CancellationToken stop) =>
        await Play(call, await prompts.Of(call.Language, text, stop) is { } sound ? [sound] : [], $"{Mark}{call.Contact.Value:N}-{Interlocked.Increment(ref last)}", stop);

    private async Task Play(Call call, IReadOnlyList<string> sounds, string name, CancellationToken stop)
    {
        if (sounds.Count == 0) return;

        await EndMusic(call, stop);
        call.Playing = name;
        try
        {
            await call.At.Client.Play(call.Caller, name, [.. sounds.Select(it => $"sound:{it}")], null, stop);
        }
        catch (AriException)
        {
            call.Playing = null; // who has gone hears nothing, and his going is told
            throw;
        }
    }

    public async Task<string> TurnedAway(Call call, TurnAwayCause cause, CancellationToken stop)
    {
        var own = cause == TurnAwayCause.Full ? call.Number?.Full : call.Number?.Closed;
        var words = own?.In.GetValueOrDefault(call.Language.Code) ?? Sayings.Say(call.Language, cause is TurnAwayCause.Full ? "full" : cause is TurnAwayCause.Closed ? "closed" : "failed");
        if (cause != TurnAwayCause.Closed || call.Number is not { } number) return words;

        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == number.Centre, stop);
        var now = clock.GetUtcNow();
        if (centre.Closing is { } closing && closing.HoldsAt(now) && closing.Message.Best(call.Language.Code) is { Length: > 0 } message) return message;

        var opens = await centres.Of(number.Centre).Inbox.Ask(
            state => state.Floor.Queues(state.Now).FirstOrDefault(it => it.Service == (call.Flow?.Run.Service ?? number.Service) && it.Channel == Channel.Voice)?.OpensAt, stop);
        return opens is { } at ? $"{words} {Sayings.Opens(call.Language, at, now, TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone))}" : words;
    }
}
