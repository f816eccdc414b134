using System.Collections;
using System.Text;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>The mutations of one format's good file.</summary>
internal sealed class Mutations(InputFormat format, string good) : IEnumerable<Mutation>
{
    private readonly List<Mutation> _all = [];

    public InputFormat Format { get; } = format;

    public byte[] Good { get; } = Encoding.UTF8.GetBytes(good);

    /// <summary>One place of the good file is replaced.</summary>
    public void Add(string name, string right, string wrong, int? line, string? key, string words)
    {
        var place = good.IndexOf(right, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{name}: the good file has no '{right}'");
        Add(name, Encoding.UTF8.GetBytes($"{good[..place]}{wrong}{good[(place + right.Length)..]}"), line, key, words);
    }

    /// <summary>The file is made of the good one's bytes.</summary>
    public void Add(string name, Func<byte[], byte[]> change, int? line, string? key, string words) => Add(name, change([.. Good]), line, key, words);

    /// <summary>The file is another text.</summary>
    public void Add(string name, string text, int? line, string? key, string words) => Add(name, Encoding.UTF8.GetBytes(text), line, key, words);

    public IEnumerator<Mutation> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string name, byte[] content, int? line, string? key, string words) => _all.Add(new Mutation(name, content, line, key, words));
}
