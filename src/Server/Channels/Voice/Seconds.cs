using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>What second persons mean for a call: colleagues who are asked, and supervisors.</summary>
internal static class Seconds
{
    public static IEnumerable<SecondOnFloor> Of(ContactOnFloor contact) => new[] { contact.Consult, contact.Supervision }.OfType<SecondOnFloor>();

    /// <summary>The leg to his phone. It is what it would be called if the call became his, so it goes on as it is then.</summary>
    public static string LegOf(ContactOnFloor contact, SecondOnFloor second) => CallNames.Leg(contact.Contact, contact.Segment + 1, second.Number);

    public static IEnumerable<string> LegsOf(ContactOnFloor contact) => Of(contact).Select(it => LegOf(contact, it));

    /// <summary>The caller hears music: he is on hold, or a colleague is asked.</summary>
    public static bool IsCallerApart(ContactOnFloor contact) => contact.Stage != Stage.Handled || contact.Consult is { Way: SecondWay.Asked or SecondWay.Consulted };

    /// <summary>Whoever hangs up while he talks with a colleague leaves the call to him.</summary>
    public static Input InsteadOf(ConversationEnded ended, ContactOnFloor contact) => contact.Consult is { Way: SecondWay.Consulted or SecondWay.Joined } consult
        ? new ContactTransferred(contact.Contact, ended.Person, contact.Need with { Person = consult.Person }, IsAttended: true)
        : ended;

    /// <summary>What the floor is told when somebody has left.</summary>
    public static Input Left(ContactOnFloor contact, SecondOnFloor second, SecondEnd why) =>
        second == contact.Consult ? new ConsultLeft(contact.Contact, second.Person, why) : new SupervisionEnded(contact.Contact, second.Person, why);
}
