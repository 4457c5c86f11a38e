namespace Isberg.Routing;

/// <summary>A deadline of the floor's, the same after a restart.</summary>
/// <param name="Kind">Queue, Contact, WrapUp or Telling.</param>
public readonly record struct DeadlineId(string Kind, DateTimeOffset Due, ulong Number);

/// <summary>A deadline, and in words what it is about.</summary>
public sealed record DeadlineAbout(DeadlineId Id, string What);

/// <summary>What keeps a deadline whose deciding throws from throwing for ever.</summary>
public sealed partial class Floor
{
    private readonly HashSet<DeadlineId> leftOut = [];

    /// <summary>The deadlines that came due before the input in hand, each with how many events stood in the list before it.</summary>
    private readonly List<(Deadline Deadline, int Told)> fired = [];

    /// <summary>How many events stood in the list when all deadlines that came due before the input had fired.</summary>
    private int toldByTime;

    /// <summary>The deadline that led to an event of the last <see cref="Handle"/>, or to its throwing.</summary>
    /// <param name="place">The event's place in the list; or, where the floor threw, the length of the list.</param>
    /// <returns>Null when it was the input.</returns>
    public DeadlineAbout? DeadlineBehind(int place)
    {
        if (place >= toldByTime || !fired.Exists(it => it.Told <= place)) return null;

        var deadline = fired.FindLast(it => it.Told <= place).Deadline;
        return new DeadlineAbout(new DeadlineId(deadline.Kind.ToString(), deadline.Due, deadline.Number), About(deadline));
    }

    /// <summary>When this deadline comes, it goes by without its effect.</summary>
    public void LeaveOut(DeadlineId deadline) => leftOut.Add(deadline);

    private string About(Deadline deadline)
    {
        if (deadline.Kind == DeadlineKind.Contact) return $"contact {state.Contacts[deadline.Slot].Id.Value}";
        if (deadline.Kind == DeadlineKind.WrapUp) return $"wrap-up of contact {state.Contacts[state.WrapUps[deadline.Slot].Contact].Id.Value}";

        if (deadline.Kind == DeadlineKind.Telling) return "telling who is stranded";

        var queue = state.Queues[deadline.Slot];
        return $"opening hours of service {queue.Service.Id.Value} in channel {queue.Channel}";
    }
}
