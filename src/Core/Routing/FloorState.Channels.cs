using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>What it does to a contact that it goes on in another channel.</summary>
internal sealed partial class FloorState
{
    private void GoOn(SegmentBegan it)
    {
        ref var contact = ref Contact(it.Contact);
        var person = Person(it.Person)!;
        Move(ref contact, Step.Finish);
        Move(ref contact, Step.WrapUp);
        person.Load[(int)contact.Class]--;
        BeginSegment(ref contact, contact.Need with { Channel = it.Channel });
        Move(ref contact, Step.Begin);
        contact.Person = person.Slot;
        person.Load[(int)contact.Class]++;
        Refresh(person);
    }
}
