using System.Text;
using CsCheck;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.DatasetService;

public sealed class MalformedJsonlTests
{
    private const string User = """{"role":"user","content":"a"}""";
    private const string Assistant = """{"role":"assistant","content":"b"}""";
    private const string System = """{"role":"system","content":"s"}""";
    private const string Good = $$"""{"messages":[{{User}},{{Assistant}}]}""";

    /// <summary>A line that is wrong, and a word of the sentence that must say so.</summary>
    public static TheoryData<string, string> BadLines() => new()
    {
        // not one whole JSON object
        { "{", "cut" },
        { "{\"mess", "cut" },
        { "{\"messages\"", "cut" },
        { "{\"messages\":[", "cut" },
        { $"{{\"messages\":[{User}", "cut" },
        { $"{{\"messages\":[{User},{Assistant}]", "cut" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a", "cut" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a\\", "cut" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a\\u12", "cut" },
        { "{\"messages\":tru", "cut" },
        { "messages", "not JSON" },
        { "{messages:[]}", "not JSON" },
        { "{'messages':[]}", "not JSON" },
        { $"{{\"messages\":[{User},{Assistant}],}}", "not JSON" },
        { $"{{\"messages\":[{User},{Assistant},]}}", "not JSON" },
        { $"{{\"messages\":[{User} {Assistant}]}}", "not JSON" },
        { "{\"messages\":[{\"role\" \"user\"}]}", "not JSON" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"\\x\"}]}", "not JSON" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a\tb\"}]}", "not JSON" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":\"a\u0000b\"}]}", "not JSON" },
        { "{\"messages\":[{\"role\":\"user\",\"content\":NaN}]}", "not JSON" },
        { "/* a comment */ " + Good, "not JSON" },
        { "# a comment", "not JSON" },
        { "]", "not JSON" },
        { Good + Good, "something follows" },
        { Good + ",", "something follows" },
        { Good + " x", "something follows" },
        { Good + "]", "something follows" },
        { Good + "//", "something follows" },
        // another shape
        { "", "blank" },
        { "   ", "blank" },
        { "\t", "blank" },
        { "null", "must be one whole" },
        { "1 ", "must be one whole" },
        { "\"messages\"", "must be one whole" },
        { $"[{Good}]", "must be one whole" },
        { "{}", "is missing" },
        { "{\"Messages\":[]}", "not a key of a data set" },
        { "{\"prompt\":\"a\",\"completion\":\"b\"}", "not a key of a data set" },
        { $"{{\"messages\":[{User},{Assistant}],\"tools\":[]}}", "not a key of a data set" },
        { $"{{\"messages\":[{User},{Assistant}],\"messages\":[{User},{Assistant}]}}", "stands twice" },
        { "{\"messages\":null}", "must be a list" },
        { "{\"messages\":\"a\"}", "must be a list" },
        { $"{{\"messages\":{User}}}", "must be a list" },
        { "{\"messages\":[]}", "is empty" },
        { $"{{\"messages\":[[{User},{Assistant}]]}}", "must be an object" },
        { "{\"messages\":[\"a\",\"b\"]}", "must be an object" },
        { $"{{\"messages\":[{User},null]}}", "must be an object" },
        { $"{{\"messages\":[{{}},{Assistant}]}}", "is missing" },
        { $"{{\"messages\":[{{\"role\":\"user\"}},{Assistant}]}}", "is missing" },
        { $"{{\"messages\":[{{\"content\":\"a\"}},{Assistant}]}}", "is missing" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"a\",\"name\":\"x\"}},{Assistant}]}}", "not a key of a message" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"text\":\"a\"}},{Assistant}]}}", "not a key of a message" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"role\":\"user\",\"content\":\"a\"}},{Assistant}]}}", "stands twice" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"a\",\"content\":\"a\"}},{Assistant}]}}", "stands twice" },
        { $"{{\"messages\":[{{\"role\":1,\"content\":\"a\"}},{Assistant}]}}", "must be a text" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":null}},{Assistant}]}}", "must be a text" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":[\"a\"]}},{Assistant}]}}", "must be a text" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":{{\"text\":\"a\"}}}},{Assistant}]}}", "must be a text" },
        // texts
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"\"}},{Assistant}]}}", "is empty" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\" \\n\"}},{Assistant}]}}", "is empty" },
        { $"{{\"messages\":[{User},{{\"role\":\"assistant\",\"content\":\"\"}}]}}", "is empty" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"\\ud83c\"}},{Assistant}]}}", "half a character" },
        { $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"\\udfde\\ud83c\"}},{Assistant}]}}", "half a character" },
        { $"{{\"\\ud83c\":[{User},{Assistant}]}}", "half a character" },
        // roles
        { $"{{\"messages\":[{User}]}}", "ends with the role user" },
        { $"{{\"messages\":[{System}]}}", "ends with the role system" },
        { $"{{\"messages\":[{System},{User}]}}", "ends with the role user" },
        { $"{{\"messages\":[{User},{Assistant},{User}]}}", "ends with the role user" },
        { $"{{\"messages\":[{Assistant}]}}", "is assistant in the first message" },
        { $"{{\"messages\":[{Assistant},{User}]}}", "is assistant in the first message" },
        { $"{{\"messages\":[{System},{Assistant}]}}", "is assistant after system" },
        { $"{{\"messages\":[{System},{System},{User},{Assistant}]}}", "is system after system" },
        { $"{{\"messages\":[{User},{System},{Assistant}]}}", "is system after user" },
        { $"{{\"messages\":[{User},{User},{Assistant}]}}", "is user after user" },
        { $"{{\"messages\":[{User},{Assistant},{Assistant}]}}", "is assistant after assistant" },
        { $"{{\"messages\":[{{\"role\":\"human\",\"content\":\"a\"}},{Assistant}]}}", "is no role" },
        { $"{{\"messages\":[{{\"role\":\"User\",\"content\":\"a\"}},{Assistant}]}}", "is no role" },
        { $"{{\"messages\":[{{\"role\":\"developer\",\"content\":\"a\"}},{User},{Assistant}]}}", "is no role" }
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_gives_one_sentence_with_its_place(string line, string said)
    {
        foreach (var before in new[] { 0, 1, 70 })
        {
            var file = string.Concat(Enumerable.Repeat(Good + "\n", before)) + line + "\n" + Good + "\n";
            var refusal = await Jsonl.Refusal(Encoding.UTF8.GetBytes(file));
            Assert.Equal(("train.jsonl", before + 1), (refusal.File, refusal.Line));
            Assert.StartsWith($"train.jsonl:{before + 1}: ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "byte order mark")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "not UTF-8")]
    [InlineData(new byte[] { 0xC3 }, "not UTF-8")]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08 }, "not UTF-8")]
    public async Task Bytes_that_are_no_plain_text_are_said_to_be(byte[] start, string said)
    {
        var refusal = await Jsonl.Refusal([.. start, .. Encoding.UTF8.GetBytes(Good + "\n")]);
        Assert.Equal(1, refusal.Line);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latin_1_inside_a_text_is_found_on_its_line()
    {
        var refusal = await Jsonl.Refusal([.. Encoding.UTF8.GetBytes(Good + "\n"), .. Encoding.Latin1.GetBytes(Good.Replace("\"a\"", "\"Fluß\"", StringComparison.Ordinal))]);
        Assert.Equal(2, refusal.Line);
        Assert.Contains("not UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_and_one_endless_line_are_refused()
    {
        Assert.Contains("is empty", (await Jsonl.Refusal([])).Message, StringComparison.Ordinal);
        var endless = await Jsonl.Refusal([.. Encoding.UTF8.GetBytes(Good + "\n"), .. new byte[JsonlReader.LongestLine + 1]]);
        Assert.Equal(2, endless.Line);
        Assert.Contains("longer than 4 MB", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_never_appear_in_a_refusal()
    {
        var refusal = await Jsonl.Refusal(Encoding.UTF8.GetBytes(Good.Replace("\"a\"", "\"SECRET\" SECRET", StringComparison.Ordinal)));
        Assert.DoesNotContain("SECRET", refusal.Message, StringComparison.Ordinal);
        Assert.Null(refusal.InnerException);
    }

    [Fact]
    public async Task A_file_cut_anywhere_but_at_a_line_end_is_refused_at_its_last_line()
    {
        var file = await Jsonl.Write(Jsonl.Good);
        for (var length = 1; length < file.Length; length++)
        {
            var cut = file[..length];
            if (file[length] == '\n' || file[length - 1] == '\n')
                await Jsonl.Import(cut);
            else
                Assert.Equal(cut.Count(value => value == '\n') + 1, (await Jsonl.Refusal(cut)).Line);
        }
    }

    [Fact]
    public async Task Flipped_bytes_are_either_other_texts_or_one_refusal()
    {
        var good = await Jsonl.Write(Jsonl.Good);
        await Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte[1, 255]).Array[1, 4].SampleAsync(async flips =>
        {
            var file = good.ToArray();
            foreach (var (at, mask) in flips)
                file[at] ^= mask;
            try
            {
                Assert.InRange((await Jsonl.Import(file)).Rows, 1, Jsonl.Good.Length);
            }
            catch (InputException refusal)
            {
                Assert.InRange(refusal.Line!.Value, 1, file.Count(value => value == '\n') + 1);
            }
        }, iter: 5_000);
    }
}
