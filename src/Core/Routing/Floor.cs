using System.Diagnostics;
using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>The live state of one centre: who waits, who is free, what is offered. One input at a time; same inputs, same events, for ever.</summary>
public sealed partial class Floor
{
    /// <summary>The version of the routing rule; recorded in the ledger.</summary>
    public const int RuleVersion = 1;

    public const int MostContacts = 4_000_000;
    public const int MostPeople = 100_000;
    public const int MostServices = 50_000;
    public const int MostSkills = 200;
    public const int MostNeedSkills = 20;
    public const int MostAssignments = 2_000;
    public const int MostSteps = 20;
    public const int MostCapacity = 20;
    public const int MostOverflows = 3;
    public const int MostDeclinesRemembered = 20;
    public const int MostClosedRemembered = 4_096;
    public const int MostIdleNeeds = 32_768;
    public const int LowestPriority = 9;
    public const int UsualPriority = 5;

    /// <summary>How many contacts are told within <see cref="TellingSpan"/> that nobody, or somebody again, can take them; whoever is left is told in the next.</summary>
    public const int MostTold = 1_000;

    public static readonly TimeSpan TellingSpan = TimeSpan.FromMilliseconds(100);

    /// <summary>No time-out or target is longer.</summary>
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(3_650);

    /// <summary>How soon overflow is tried again when its target took nobody.</summary>
    public static readonly TimeSpan OverflowRetry = TimeSpan.FromMinutes(1);

    /// <summary>The wrap-up limit where the service is gone.</summary>
    private static readonly TimeSpan UsualWrapUp = TimeSpan.FromMinutes(2);

    private readonly FloorState state;
    private ICollection<Event> told = [];
    private Moment now;
    private bool isTimeUntold;
    private bool hasApplied;

    /// <summary>The moment of the next deadline, or null.</summary>
    public DateTimeOffset? NextDeadline => state.Next() is { Kind: not DeadlineKind.None } next ? next.Due : null;

    /// <summary>Decides upon an input and applies what follows. Deadlines that are due by then fire first, under a <see cref="TimePassed"/> of their own.</summary>
    /// <param name="now">Never earlier than before; an earlier one counts as the last.</param>
    /// <param name="events">What happened is added here: the input itself and the decisions that follow. Nothing is added on a refusal, but for deadlines that fired first.</param>
    public Refusal? Handle(Input input, DateTimeOffset now, ICollection<Event> events)
    {
        if (hasApplied) state.CatchUp();
        hasApplied = false;
        (told, this.now) = (events, Moment.Later(now, state.Now));
        state.Now = this.now;
        fired.Clear();
        toldByTime = input is FloorResumed ? 0 : int.MaxValue;
        if (input is not FloorResumed) FireDue(isRecorded: false);
        toldByTime = Math.Min(toldByTime, events.Count);
        if (input is TimePassed) return null;

        var refusal = Decide(input);
        if (refusal is not null) return refusal;

        Settle();
        FireDue(isRecorded: true);
        return null;
    }

    /// <summary>Brings the state to after a recorded event; decides nothing.</summary>
    public void Apply(Event happened, DateTimeOffset at)
    {
        state.Apply(happened, at);
        state.Marks.Clear();
        hasApplied = true;
    }

    private Refusal? Decide(Input input) => input switch
    {
        ContactArrived it => Arrive(it),
        ContactBegun it => Begin(it),
        OfferAccepted it => Accept(it),
        ConversationEnded it => End(it),
        WrapUpFinished it => FinishWrapUp(it),
        ContactLeft it => Leave(it),
        OfferDeclined it => Decline(it),
        PresenceChosen it => Choose(it),
        ContactTransferred it => Transfer(it),
        ContactHeld it => Hold(it),
        ChannelChanged it => ChangeChannel(it),
        ContactResumed it => Resume(it),
        PersonSignedIn it => SignIn(it),
        PersonSignedOut it => SignOut(it),
        ScreenLost it => LoseScreen(it),
        PhoneLost it => LosePhone(it),
        ConsultAsked it => Ask(it),
        ConsultAnswered it => Answer(it),
        ConsultJoined it => Join(it),
        ConsultLeft it => Leave(it),
        SupervisionBegan it => Supervise(it),
        SupervisionEnded it => Leave(it),
        ContactTakenOver it => TakeOver(it),
        ContactParked it => Park(it),
        ContactPickedUp it => PickUp(it),
        ContactMoved it => MoveElsewhere(it),
        ContactPrioritised it => Prioritise(it),
        ContactDiscarded it => Discard(it),
        ContactMerged it => Merge(it),
        CentreChanged it => Change(it),
        ServiceChanged it => Change(it),
        ServiceRemoved it => Remove(it),
        PersonChanged it => Change(it),
        PersonRemoved it => Remove(it),
        FloorResumed it => Resume(it),
        _ => throw new UnreachableException($"The floor does not know {input.GetType().Name}."),
    };

    /// <summary>Something has happened: it is told, and applied.</summary>
    private void Emit(Event happened)
    {
        if (isTimeUntold)
        {
            isTimeUntold = false;
            Emit(new TimePassed());
        }

        told.Add(happened);
        state.Apply(happened, now);
    }

    private static bool IsLive(in ContactState contact) => Services.Channels.IsLive(contact.Need.Channel);
}
