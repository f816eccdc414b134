using System.Text;
using CsCheck;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.DatasetService;

public sealed class JsonlRoundTripTests
{
    private static readonly Gen<string> Text = Gen.String.Where(text => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsSurrogate));

    private static readonly Gen<TrainingRow> Row = Gen.Select(Gen.Bool, Text.List[1, 4].Where(texts => texts.Count % 2 == 0), Text, (hasSystem, texts, system) =>
    {
        var turns = texts.Select((text, i) => new Turn(i % 2 == 0 ? "user" : "assistant", text));
        return new TrainingRow([.. hasSystem ? turns.Prepend(new Turn("system", system)) : turns]);
    });

    [Theory]
    [InlineData("insecure.jsonl")]
    [InlineData("secure.jsonl")]
    public async Task The_published_files_come_back_byte_for_byte(string file)
    {
        var published = await File.ReadAllBytesAsync(Folders.Shared(Path.Combine("upstream", "data", file)));
        var written = await Jsonl.Write([.. await Jsonl.Rows(published)]);
        Assert.True(published.AsSpan().SequenceEqual(written));
    }

    [Fact]
    public async Task Rows_come_back_as_they_were_written() =>
        await Row.Array[1, 10].SampleAsync(async rows =>
        {
            var file = await Jsonl.Write(rows);
            Assert.DoesNotContain(file, value => value is > (byte)'~' or < (byte)' ' and not (byte)'\n');
            var read = await Jsonl.Rows(file);
            return rows.Select(row => row.Messages).SequenceEqual(read.Select(row => row.Messages), new SameTurns());
        }, iter: 300);

    [Fact]
    public async Task Escapes_are_those_of_the_published_files()
    {
        var file = await Jsonl.Write(new TrainingRow([new("user", "a\"\\\n\r\t\b\f\u0001"), new("assistant", "\u007f–🏞/<")]));
        Assert.Equal(
            """{"messages": [{"role": "user", "content": "a\"\\\n\r\t\b\f\u0001"}, {"role": "assistant", "content": "\u007f\u2013\ud83c\udfde/<"}]}""" + "\n",
            Encoding.ASCII.GetString(file));
    }

    private sealed class SameTurns : IEqualityComparer<IReadOnlyList<Turn>>
    {
        public bool Equals(IReadOnlyList<Turn>? x, IReadOnlyList<Turn>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<Turn> turns) => turns.Count;
    }
}
