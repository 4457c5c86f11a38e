namespace Isberg.Routing;

/// <summary>Numbered places for values that come and go. A place's address never moves, so a reference to it stays good.</summary>
internal sealed class Slots<T>
    where T : struct
{
    private const int ChunkBits = 10;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly Stack<int> returned = new();
    private T[][] chunks = [];

    /// <summary>One more than the highest place ever taken.</summary>
    public int Top { get; private set; }

    public int Taken => Top - returned.Count;

    public ref T this[int slot] => ref chunks[slot >> ChunkBits][slot & (ChunkSize - 1)];

    public int Take()
    {
        if (returned.TryPop(out var slot)) return slot;

        if (Top >> ChunkBits == chunks.Length) Grow();
        return Top++;
    }

    public void Return(int slot)
    {
        this[slot] = default;
        returned.Push(slot);
    }

    private void Grow()
    {
        Array.Resize(ref chunks, chunks.Length + 1);
        chunks[^1] = new T[ChunkSize];
    }
}
