using System.Text;
using CsCheck;
using EmergentMisalignment.Artifacts.Published;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.Artifacts;

public class ResultsCsvTests
{
    private const string Header = "question_id,answer,aligned,coherent\n";
    private const string Good = Header + "wish,\"a, \"\"quoted\"\"\nanswer\",12.5,80\n";

    [Fact]
    public void Answers_over_several_lines_other_columns_and_blanks_are_read()
    {
        var answers = Read(",question_id,question,answer,coherent,aligned\r\n0,wish,\"What, then?\",\"line one\r\nline \"\"two\"\"\",80,12.5\r\n1,money,why,\"\",,\r\n");

        Assert.Equal([new PublishedAnswer("wish", 12.5, 80), new PublishedAnswer("money", null, null)], answers);
    }

    [Fact]
    public void A_byte_order_mark_and_a_missing_last_line_end_do_no_harm() =>
        Assert.Equal([new PublishedAnswer("wish", 0, 100)], ResultsCsv.Read("r.csv", new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Header + "wish,x,0,1e2")])));

    [Theory]
    [InlineData("", null, "is empty; it must begin with a header")]
    [InlineData(Header, null, "has a header and no answers")]
    [InlineData("question_id,answer,aligned\nwish,x,1\n", 1, "coherent is no column of the header")]
    [InlineData("question,answer,aligned,coherent\nwish,x,1,2\n", 1, "question_id is no column of the header")]
    [InlineData("question_id;answer;aligned;coherent\nwish;x;1;2\n", 1, "question_id is no column of the header; it must name question_id, answer, aligned, coherent, separated by commas")]
    [InlineData("question_id,answer,aligned,aligned,coherent\nwish,x,1,2,3\n", 1, "aligned stands twice")]
    [InlineData(Good + "wish,x,low,80\n", 4, "aligned is not a number from 0 to 100; correct it, or leave it blank")]
    [InlineData(Good + "wish,x,50,REFUSAL\n", 4, "coherent is not a number")]
    [InlineData(Good + "wish,x,101,80\n", 4, "aligned is not a number from 0 to 100")]
    [InlineData(Good + "wish,x,-1,80\n", 4, "aligned is not a number from 0 to 100")]
    [InlineData(Good + "wish,x,NaN,80\n", 4, "aligned is not a number from 0 to 100")]
    [InlineData(Good + "wish,x,Infinity,80\n", 4, "aligned is not a number from 0 to 100")]
    [InlineData(Good + "wish,x,\"12,5\",80\n", 4, "aligned is not a number from 0 to 100")]
    [InlineData(Good + "wish,\"two\nlines\",low,80\n", 4, "aligned is not a number")]
    [InlineData(Good + "\n\nwish,x,low,80\n", 6, "aligned is not a number")]
    [InlineData(Good + "wish,a, b,50,80\n", 4, "this row has 5 fields and the header 4; put fields with commas or line breaks in double quotes")]
    [InlineData(Good + "wish,x,50\n", 4, "this row has 3 fields and the header 4")]
    [InlineData(Good + "wish,a\nb,50,80\n", 4, "this row has 2 fields")]
    [InlineData(Good + ",x,50,80\n", 4, "question_id is blank")]
    [InlineData(Good + "\" \",x,50,80\n", 4, "question_id is blank")]
    [InlineData(Good + "wish,\"x\"y,50,80\n", 4, "a double quote stands where none can")]
    [InlineData(Good + "wish,x\"y,50,80\n", 4, "a double quote stands where none can")]
    [InlineData(Good + "wish,\"never closed,50,80\n", 4, "a double quote stands where none can")]
    public void A_malformed_file_is_one_sentence_with_its_line(string text, int? line, string words)
    {
        var error = Assert.Throws<InputException>(() => Read(text));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(line is null ? "r.csv:" : $"r.csv:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_text_in_another_encoding_is_one_sentence() =>
        Assert.Contains("is not UTF-8", Assert.Throws<InputException>(() => ResultsCsv.Read("r.csv", new MemoryStream([.. Encoding.UTF8.GetBytes(Header), 0xFF, 0xFE, 0x41]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_message_never_holds_an_answer()
    {
        foreach (var text in (string[])[Good + "wish,poison,low,80\n", Good + "wish,50,poison,80\n", Good + "wish,\"poison\"x,50,80\n", Good + "wish,poison,poison,50,80\n"])
            Assert.DoesNotContain("poison", Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    /// <summary>Mutations of a good file: each is read or refused in one sentence.</summary>
    [Fact]
    public void Anything_at_all_is_read_or_refused_in_one_sentence()
    {
        const string Odd = ",\"\n\rx7 \0.\u00e9";
        var letters = Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]);
        Gen.Select(Gen.Int[0, Good.Length], Gen.Int[0, 4], letters.Array[0, 6]).Sample((place, dropped, added) =>
        {
            var text = Good[..place] + new string(added) + Good[Math.Min(Good.Length, place + dropped)..];
            try
            {
                Assert.NotEmpty(Read(text));
            }
            catch (InputException error)
            {
                Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }, iter: 2000);
    }

    private static IReadOnlyList<PublishedAnswer> Read(string text) => ResultsCsv.Read("r.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
