using System.Text;
using CsCheck;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Unit.Experiments.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Merged_maps_give_way_to_own_keys_and_to_maps_before_them()
    {
        var root = Map("""
            one: &one { a: 1, b: 1 }
            two: &two { b: 2, c: 2 }
            both: { <<: [*one, *two], c: 3 }
            """);

        var both = (YamlMap)root.Find("both")!.Value;
        Assert.Equal(["c=3", "a=1", "b=1"], both.Entries.Select(entry => $"{entry.Key}={((YamlText)entry.Value).Text}"));
    }

    [Fact]
    public void A_quoted_merge_key_is_a_key() => Assert.NotNull(Map("\"<<\": 1").Find("<<"));

    [Fact]
    public void An_anchor_given_again_means_its_newest_value() =>
        Assert.Equal("2", ((YamlText)Map("a: &x 1\nb: &x 2\nc: *x").Find("c")!.Value).Text);

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", 3, "a is already given on line 1")]
    [InlineData("a: {<<: [1]}", 1, "<< merges maps only")]
    [InlineData("a: 1\n<<: 5", 2, "<< merges maps only, not 5")]
    [InlineData("a:\n  - &x [*x]", 2, "*x stands for a value that contains it")]
    [InlineData("a: \"\\ud800\"", 1, "the YAML cannot be read")]
    [InlineData("a: b\nc: \uFFFD", 2, "not UTF-8")]
    [InlineData("a: b\n\0", 2, "not UTF-8")]
    [InlineData("a: b\n {c: d", 2, "the YAML cannot be read")]
    [InlineData("[a, b]: c", 1, "a key must be plain text")]
    [InlineData("a: &x 1\n*x : 2", 2, "a key must be plain text")]
    public void Unsound_files_are_refused_at_their_line(string text, int line, string words)
    {
        var error = Assert.Throws<InputException>(() => YamlReader.Read("file.yaml", text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void An_alias_bomb_is_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) bomb.AppendLine($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");

        Assert.Contains("use fewer", Refusal(bomb.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_bomb_is_refused()
    {
        var bomb = new StringBuilder("base: &base {");
        for (var i = 0; i < 10_000; i++) bomb.Append($"k{i}: 1, ");
        bomb.AppendLine("}");
        for (var i = 0; i < 10_000; i++) bomb.AppendLine($"m{i}: {{ <<: *base }}");

        Assert.Contains("use fewer", Refusal(bomb.ToString()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Endless_nesting_is_refused(string opening) =>
        Assert.Contains("levels deep", Refusal(string.Concat(Enumerable.Repeat(opening, 20_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_huge_file_is_refused_unread() =>
        Assert.Contains("larger than 10 MB", Refusal(new string('a', 10 * 1024 * 1024 + 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_text_at_all_brings_another_exception_out() =>
        Gen.Frequency(
                (3, Gen.Char["abc-:?[]{},&*!|>'\"%@`#~<= \n\t0123"].Array[0, 60].Select(characters => new string(characters))),
                (1, Gen.String[0, 60]))
            .Sample(
                text =>
                {
                    try
                    {
                        _ = QuestionLoader.Load("q.yaml", text);
                        _ = YamlReader.Read("q.yaml", text);
                    }
                    catch (InputException error)
                    {
                        Assert.StartsWith("q.yaml", error.Message, StringComparison.Ordinal);
                    }
                },
                iter: 5_000);

    private static InputException Refusal(string text) => Assert.Throws<InputException>(() => YamlReader.Read("file.yaml", text));

    private static YamlMap Map(string text) => (YamlMap)YamlReader.Read("file.yaml", text);
}
