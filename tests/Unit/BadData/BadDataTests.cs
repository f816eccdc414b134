using System.Text;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>A corpus of malformed files: each is refused in one clear sentence with line and key.</summary>
public class BadDataTests
{
    public static TheoryData<string, string> Names() => [.. Corpora.All.SelectMany(mutations => mutations.Select(mutation => (mutations.Format.Name, mutation.Name)))];

    public static TheoryData<string> Formats() => [.. Corpora.All.Select(mutations => mutations.Format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_in_one_sentence_with_file_line_and_key(string format, string name)
    {
        var mutations = Corpora.Of(format);
        var mutation = mutations.Single(candidate => candidate.Name == name);

        var refusal = Assert.Throws<InputException>(() => mutations.Format.Read(mutation.Content));

        Assert.Contains(mutation.Words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal((mutations.Format.File, mutation.Line, mutation.Key ?? ""), (refusal.File, refusal.Line, refusal.Key ?? ""));
        var place = mutation.Line is { } line ? $"{mutations.Format.File}:{line}: " : $"{mutations.Format.File}: ";
        Assert.StartsWith(string.IsNullOrEmpty(mutation.Key) ? place : $"{place}{Shown.Path(mutation.Key)} ", refusal.Message, StringComparison.Ordinal);
        Sentence.Check(refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_files_they_are_made_from_are_good(string format) => Corpora.Of(format).Format.Read(Corpora.Of(format).Good);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Line_ends_of_another_system_are_no_fault(string format) =>
        Corpora.Of(format).Format.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Corpora.Of(format).Good).Replace("\n", "\r\n", StringComparison.Ordinal)));

    /// <summary>A mark is harmless where the text is only read, and refused where it would be trained on.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_byte_order_mark_is_read_over_unless_it_would_become_part_of_a_text(string format)
    {
        var refusal = Record.Exception(() => Corpora.Of(format).Format.Read([0xEF, 0xBB, 0xBF, .. Corpora.Of(format).Good]));

        Assert.Equal(format is "dataset JSONL" or "request templates", refusal is InputException);
    }

    [Fact]
    public void Each_fault_is_in_the_corpus_once()
    {
        Assert.Equal(Corpora.All.Sum(mutations => mutations.Count()), Corpora.All.SelectMany(mutations => mutations.Select(mutation => (mutations.Format, mutation.Name))).Distinct().Count());
        Assert.True(Corpora.All.Sum(mutations => mutations.Count()) >= 60);
    }

}
