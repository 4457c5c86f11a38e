namespace Isberg.Tidy;

/// <summary>A rule of the house that a test keeps: it fails with one line for each place that breaks it.</summary>
public static class Rule
{
    public static void Holds(string sentence, IEnumerable<string> broken)
    {
        var places = broken.ToList();
        Assert.True(places.Count == 0, $"{sentence}\n{string.Join('\n', places)}");
    }
}
