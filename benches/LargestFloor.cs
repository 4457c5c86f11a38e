using Isberg.Routing;

namespace Isberg.Benches;

/// <summary>The most that is promised to fit: 20,000 people, 20,000 services and 2,000,000 live contacts.</summary>
internal static class LargestFloor
{
    private const int People = 20_000;
    private const int Services = 20_000;
    private const int Contacts = 2_000_000;

    public static void Measure()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (centre, floor) = (new LargeCentre(People, Services, skills: 200), new Floor());
        centre.Open(floor, []);
        var day = new BusyDay(centre, floor, Contacts - People, seed: 3);
        var began = CoreTime.Now();
        day.Begin();
        var seconds = (CoreTime.Now() - began) / 1e9;

        Figure.Print("floor.max_items", day.InQueue + People, "contacts");
        Figure.Print("floor.max_items_memory_mb", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB");
        Figure.Print("floor.max_items_inputs_per_second", Contacts / seconds, "inputs/s");
        GC.KeepAlive(floor);
    }
}
