using Isberg.Channels.Voice.Flows;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>A call comes in: its number says which centre and service it is for, and it becomes a contact.</summary>
internal sealed class ArriveCall(Databases databases, ReceiveContact receive, FlowRuns flows, TimeProvider clock)
{
    /// <summary>So long a caller hears it ring while the floor cannot take him.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Once for each call; one that could not be taken is to be looked at again.</summary>
    public async Task Run(Call call, CancellationToken stop)
    {
        if (call is { IsNew: true, WaitsForTurnSince: not null } && call.At.Picture.Find(call.Caller) is null) call.IsTooMuch = true; // he has given up meanwhile
        if (call.IsTooMuch || call.Arrived is not { } arrived || !await Begin(call, arrived, stop)) return;
        if (call.Flow is { IsOver: false }) return; // a flow leads him first

        await Receive(call, arrived, stop);
    }

    /// <summary>Where it leads. False: nowhere.</summary>
    private async Task<bool> Begin(Call call, ArrivedCall arrived, CancellationToken stop)
    {
        if (call.Centre is not null) return true;

        if (await flows.TakeUp(call.Contact, stop) is { } begun)
        {
            (call.Flow, call.Centre, call.Language) = (begun, begun.Run.Centre, begun.Run.Language);
            return true;
        }

        call.Recording.KnowsPast = true;
        call.Number ??= await NumberOf(arrived.Dialled, stop);
        if (call.Number is not { } number)
        {
            (call.LastWords, call.IsReceived) = (Sayings.Say(call.Language, "unknown"), true);
            return false;
        }

        call.Flow = await receive.IsBlocked(number.Centre, arrived.From, stop) ? null : await flows.Begin(call.Contact, number, stop);
        (call.Centre, call.Language) = (number.Centre, call.Flow?.Run.Language ?? number.Language);
        return true;
    }

    private async Task Receive(Call call, ArrivedCall arrived, CancellationToken stop)
    {
        var (centre, run, since) = (call.Centre!.Value, call.Flow?.Run, call.Flow?.OverSince ?? arrived.At);
        var service = run?.Service ?? call.Number!.Service;
        var promised = await Promised(call, service, arrived.From, stop);
        call.Since = promised?.Since;
        var command = new ReceiveContact.Command(centre, service, Channel.Voice, call.Contact, ConversationSecret.NewKey())
        {
            Language = call.Language, Phone = Address.Phone(arrived.From), Text = run is null ? null : FlowWords.Given(run), Prefers = run?.Person, Earlier = run?.Earlier ?? promised?.Asked,
            Since = promised?.Since,
        };
        var refusal = (await receive.Run(command, stop)).Refusal;
        (call.IsGreeted, call.IsBlocked) = (call.IsGreeted || run is not null, refusal == ReceiveContact.Blocked);
        if (refusal is not null && !call.IsBlocked && clock.GetUtcNow() - since <= Patience)
        {
            call.LookAt = clock.GetUtcNow() + BetweenTries;
            return;
        }

        if (refusal is not null && !call.IsBlocked) call.LastWords = Sayings.Say(call.Language, "failed");
        if (call.Flow is { } flow) await flows.Leave(flow, stop); // now the floor has him: he is with one of the two, whenever we end
        if (promised is not null && refusal is null) await CalledAgain.End(receive.CentreOf(centre), promised, clock.GetUtcNow(), stop);
        call.IsReceived = true;
    }

    /// <summary>What he was promised in this very call stands.</summary>
    private async Task<CallbackRow?> Promised(Call call, ServiceId service, string from, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await CalledAgain.Find(db, call.Centre!.Value, service, from, stop) is { } row && row.Asked != call.Contact ? row : null;
    }

    private async Task<Number?> NumberOf(string dialled, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await NumberOf(db, dialled, stop);
    }

    public static async Task<Number?> NumberOf(Database db, string dialled, CancellationToken stop)
    {
        var spellings = Dialled.Spellings(dialled);
        return await db.Numbers.AsNoTracking().FirstOrDefaultAsync(it => !it.IsArchived && !it.IsFax && spellings.Contains(it.Dialled), stop);
    }
}
