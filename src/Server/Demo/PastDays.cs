using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Demo;

/// <summary>The weeks before the demonstration began: citizens come, the real floor routes them, the staff answer. The same weeks for the same start.</summary>
internal sealed partial class PastDays
{
    /// <summary>Nobody new comes in the last stretch, so that the story ends with empty queues.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromMinutes(25);

    private static readonly TimeOnly LastWritten = new(15, 15);

    private readonly PastLedger ledger;
    private readonly TimeZoneInfo zone;
    private readonly Random chance;
    private readonly DemoCitizens citizens;
    private readonly DateTimeOffset until;
    private readonly CancellationToken stop;
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, long Order)> agenda = new();
    private readonly SortedDictionary<Guid, PastContact> contacts = [];
    private long planned;
    private int arrived;

    private PastDays(PastLedger ledger, TimeZoneInfo zone, DemoCitizens citizens, int seed, DateTimeOffset until, CancellationToken stop)
    {
        (this.ledger, this.zone, this.citizens, this.until, this.stop) = (ledger, zone, citizens, until, stop);
        chance = new Random(seed);
    }

    /// <param name="from">The first day, by the centre's clock.</param>
    /// <param name="rules">What the floor is told at the beginning.</param>
    /// <param name="workdays">The days on which the staff come, ascending.</param>
    /// <returns>How many contacts came in.</returns>
    public static async Task<int> Run(
        Databases databases, DemoCitizens citizens, IReadOnlyList<Input> rules, IReadOnlyList<DateOnly> workdays, TimeZoneInfo zone,
        int seed, DateOnly from, DateTimeOffset until, CancellationToken stop)
    {
        await using var ledger = await PastLedger.Open(databases, DemoServices.Centre, stop);
        var days = new PastDays(ledger, zone, citizens, seed, until, stop);
        await days.Tell(rules, from);
        days.PlanWeeks(from, workdays);
        await days.Play();
        await days.Finish();
        await ledger.Save(stop);
        return days.arrived;
    }

    private async Task Tell(IReadOnlyList<Input> rules, DateOnly from)
    {
        await ledger.GoTo(Local(from, new(6, 0)), stop);
        foreach (var rule in rules) await ledger.Tell(rule, stop);
    }

    private void PlanWeeks(DateOnly from, IReadOnlyList<DateOnly> workdays)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, zone).DateTime);
        var stormDay = workdays.Where(it => it.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Wednesday).Skip(workdays.Count / 4).FirstOrDefault();
        for (var day = from; day <= today; day = day.AddDays(1)) PlanArrivals(day, workdays, stormDay);
        foreach (var day in workdays) PlanStaff(day);
    }

    private void PlanArrivals(DateOnly day, IReadOnlyList<DateOnly> workdays, DateOnly stormDay)
    {
        var lastWritten = workdays.Count == 0 ? DateTimeOffset.MinValue : Local(workdays[^1], LastWritten);
        foreach (var service in DemoServices.All)
        {
            foreach (var channel in new[] { Channel.Voice, Channel.Chat, Channel.Form, Channel.Email })
            {
                if (channel.IsLive() && !workdays.Contains(day)) continue;
                foreach (var at in DemoArrivals.Of(service, channel, day, stormDay, zone, chance))
                {
                    if (at > until - Ending || (!channel.IsLive() && at > lastWritten)) continue;
                    Plan(at, () => Arrive(service, channel, isStorm: day == stormDay));
                }
            }
        }
    }

    private async Task Play()
    {
        while (agenda.TryPeek(out _, out var next) && next.At <= until)
        {
            stop.ThrowIfCancellationRequested();
            var act = agenda.Dequeue();
            React(await ledger.GoTo(next.At, stop));
            await act();
        }
        React(await ledger.GoTo(until, stop));
    }

    /// <summary>The story ends: whoever is in a conversation ends it, and all go home.</summary>
    private async Task Finish()
    {
        foreach (var contact in ledger.Floor.Contacts().OrderBy(it => it.ArrivedAt).ThenBy(it => it.Contact.Value).ToList())
        {
            if (contact is { Stage: Stage.Handled or Stage.Held, Person: { } person }) await ledger.Tell(new ConversationEnded(contact.Contact, person), stop);
            else if (contact.Stage < Stage.Handled) await ledger.Tell(new ContactLeft(contact.Contact, LeaveWay.HungUp), stop);
        }
        foreach (var contact in ledger.Floor.Contacts())
            foreach (var wrapUp in contact.WrappingUp) await ledger.Tell(new WrapUpFinished(contact.Contact, wrapUp.Person, []), stop);
        foreach (var person in ledger.Floor.People().Where(it => it.Presence != Presence.SignedOut))
            await ledger.Tell(new PersonSignedOut(person.Person), stop);
    }

    private void Plan(DateTimeOffset at, Func<Task> act) => agenda.Enqueue(act, (at, planned++));

    private void PlanIn(TimeSpan time, Func<Task> act) => Plan(ledger.Now + time, act);

    private async Task<bool> Tell(Input input, Note? note = null, MessageRow? message = null, Conversation? conversation = null)
    {
        var happened = await ledger.Tell(input, stop, note, message, conversation);
        React(happened);
        return happened.Contains(input);
    }

    /// <summary>What the floor decided makes people act.</summary>
    private void React(IReadOnlyList<Event> happened)
    {
        foreach (var it in happened)
        {
            if (it is ContactOffered offered) Consider(offered);
            else if (it is WrapUpBegan began) WrapUp(began);
            else if (it is PresenceChanged { Presence: Presence.NotAnswering } absent) ComeBack(absent.Person);
            else if (it is ContactClosed closed) contacts.Remove(closed.Contact.Value);
        }
    }

    private DateTimeOffset Local(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
