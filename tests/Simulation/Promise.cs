namespace Isberg.Tests.Simulation;

/// <summary>A promise to citizens or staff that has been broken.</summary>
internal sealed class PromiseBroken(string sentence) : Exception(sentence);

/// <summary>Says what must hold.</summary>
internal static class Promise
{
    public static void Holds(bool isKept, string sentence)
    {
        if (!isKept) throw new PromiseBroken(sentence);
    }
}
