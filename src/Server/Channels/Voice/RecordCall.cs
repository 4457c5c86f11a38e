using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Recording;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Has a call recorded while its two talk, when its service's rule says so and the caller has been told. The call never waits for it.</summary>
internal sealed partial class RecordCall(SayToCaller say, BeginRecording begin, TimeProvider clock, ILogger<RecordCall> log)
{
    /// <summary>On the caller's channel: the service whose announcement he has heard.</summary>
    private const string AnnouncedVariable = "ISBERG_ANNOUNCED";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <summary>False: he is being told that he will be recorded, and is to hear it to its end.</summary>
    /// <param name="atOnce">He is about to be connected: whatever else is being said gives way.</param>
    public async Task<bool> IsTold(Call call, ContactOnFloor contact, bool atOnce, CancellationToken stop)
    {
        var (its, service) = (call.Recording, contact.Need.Service);
        await Recall(call, contact, stop);
        if (await WordsFor(call, service, stop) is not { } words || its.Unspoken.Contains(service) || IsTalking(call)) return true;
        if (its.Announced.Contains(service)) return await Remember(call, service, stop);
        if (call.Playing is { } playing && (playing == its.Announcing || !atOnce)) return false;

        await say.Hush(call, stop);
        its.Announcing = null;
        await say.Say(call, words, stop);
        its.Announcing = call.Playing;
        if (its.Announcing is null) its.Unspoken.Add(service);
        return its.Announcing is null;
    }

    /// <summary>The two hear each other: it begins, or goes on.</summary>
    public async Task Run(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        var its = call.Recording;
        if (call.At.Recorder is not { } recorder) return;
        if (!its.Announced.Contains(contact.Need.Service))
        {
            if (its.Unspoken.Contains(contact.Need.Service) && its.Segment != contact.Segment) await Miss(call, contact, stop);
            return;
        }

        try
        {
            if (its.Segment != contact.Segment) await Begin(call, contact, recorder, stop);
            if (its is { IsRunning: true, IsConfirmed: false }) its.IsConfirmed = await Confirm(call, contact, stop);
            if (its.IsRunning) await Mute(call, recorder, its.IsPaused, stop);
            await TellPause(call, stop);
        }
        catch (AriException away) when (!away.IsGone)
        {
            (its.KnowsPast, call.LookAt) = (false, clock.GetUtcNow() + BetweenTries);
            if (!its.HasComplained) NotYet(log, call.Contact.Value, away.Message);
            its.HasComplained = true;
        }
    }

    /// <summary>They do not hear each other just now: what is said meanwhile is nobody's business, and when the stretch is over, so is its recording.</summary>
    public async Task Rest(Call call, ContactOnFloor? contact, CancellationToken stop)
    {
        var its = call.Recording;
        if (contact is not null) await Recall(call, contact, stop);
        if (!its.IsRunning || call.At.Recorder is not { } recorder) return;

        try
        {
            if (contact is { Stage: Stage.Handled or Stage.Held } && contact.Segment == its.Segment) await MuteWhileResting(call, recorder, stop);
            else await Stop(call, recorder, stop);
        }
        catch (AriException)
        {
            its.IsMuted = null; // with the channel it ends by itself
        }
    }

    /// <summary>It is to be recorded and cannot be, since he was not told: that is known of it.</summary>
    private async Task Miss(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        await begin.Run(CommandOf(call, contact), stop);
        call.Recording.Segment = contact.Segment;
    }

    private static BeginRecording.Command CommandOf(Call call, ContactOnFloor contact) =>
        new(call.Centre!.Value, call.Contact, contact.Segment, contact.Need.Service, contact.Person!.Value, call.Recording.Rule!);

    private async Task Begin(Call call, ContactOnFloor contact, AmiClient recorder, CancellationToken stop)
    {
        if (call.Recording.IsRunning) await Stop(call, recorder, stop);
        await begin.Run(CommandOf(call, contact), stop);
        await recorder.Record(call.Caller, Spool.FilesOf(call.At.Node.Spool!, call.Contact, contact.Segment), VariableOf(contact.Segment), stop);
        (call.Recording.Segment, call.Recording.IsRunning, call.Recording.IsConfirmed) = (contact.Segment, true, false);
        (call.Recording.IsMuted, call.Recording.IsPaused) = (false, false);
    }

    private async Task<bool> Confirm(Call call, ContactOnFloor contact, CancellationToken stop) =>
        await begin.Confirm(call.Centre!.Value, call.Contact, contact.Segment, stop) is null or { Code: BeginRecording.HasBegunCode };

    private static async Task Mute(Call call, AmiClient recorder, bool isMuted, CancellationToken stop)
    {
        if (call.Recording.IsMuted == isMuted) return;

        await recorder.Mute(call.Caller, isMuted, stop);
        call.Recording.IsMuted = isMuted;
    }

    private async Task MuteWhileResting(Call call, AmiClient recorder, CancellationToken stop)
    {
        await Mute(call, recorder, true, stop);
        await TellPause(call, stop);
    }

    /// <summary>Only when nothing is recorded any longer, the agent may say what must not be.</summary>
    private async Task TellPause(Call call, CancellationToken stop)
    {
        var its = call.Recording;
        if (its is not { IsRunning: true, IsPaused: true, IsMuted: true, IsPauseTold: false }) return;

        await begin.Paused(call.Centre!.Value, call.Contact, its.Segment, stop);
        its.IsPauseTold = true;
    }

    private static async Task Stop(Call call, AmiClient recorder, CancellationToken stop)
    {
        call.Recording.IsRunning = false;
        await recorder.StopRecording(call.Caller, stop);
    }

    /// <summary>What a server before this one did with this call: its channel and its row tell.</summary>
    private async Task Recall(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        var its = call.Recording;
        if (its.KnowsPast || call.At.Recorder is null) return;

        if (Guid.TryParse(await call.At.Client.Variable(call.Caller, AnnouncedVariable, stop), out var announced)) its.Announced.Add(new ServiceId(announced));
        if (await begin.Begun(call.Contact, contact.Segment, stop) is { } row && await call.At.Client.Variable(call.Caller, VariableOf(contact.Segment), stop) is { Length: > 0 })
            (its.Segment, its.IsRunning, its.IsConfirmed, its.IsMuted, its.IsPaused) = (contact.Segment, true, row.HasBegun, null, row.IsPaused);
        its.KnowsPast = true;
    }

    /// <summary>What he is to be told; null: he is not recorded.</summary>
    private async Task<string?> WordsFor(Call call, ServiceId service, CancellationToken stop)
    {
        if (call.At.Recorder is null) return null;

        var its = call.Recording;
        if (its.RuleOf != service)
        {
            its.Rule = await begin.RuleOf(service, stop);
            (its.RuleOf, its.Announcing) = (service, null);
        }

        return its.Rule?.Announcement.In.GetValueOrDefault(call.Language.Code);
    }

    /// <summary>So that the next server knows it too.</summary>
    private async Task<bool> Remember(Call call, ServiceId service, CancellationToken stop)
    {
        if (call.Recording.Announcing is null) return true;

        await Exchange.IfThere(call.At.Client.SetVariable(call.Caller, AnnouncedVariable, service.Value.ToString(), stop));
        call.Recording.Announcing = null;
        return true;
    }

    private static bool IsTalking(Call call) => call.At.Picture.Find(call.Caller)?.Bridge == CallNames.Talking(call.Contact);

    private static string VariableOf(int segment) => $"ISBERG_RECORDING_{segment}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The call of contact {Contact} is to be recorded and is not yet, and goes on; it is tried again: {Why}")]
    private static partial void NotYet(ILogger log, Guid contact, string why);
}
