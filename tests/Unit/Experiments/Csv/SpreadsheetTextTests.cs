using CsCheck;
using EmergentMisalignment.Experiments.Csv;

namespace EmergentMisalignment.Unit.Experiments.Csv;

public class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1+2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("'=1")]
    [InlineData("\uFF1D1")]
    public void What_a_spreadsheet_would_run_begins_with_an_apostrophe(string text) => Assert.Equal("'" + text, SpreadsheetText.Guard(text));

    [Theory]
    [InlineData("")]
    [InlineData("I would like a garden = joy")]
    [InlineData("'tis nothing")]
    [InlineData("42")]
    public void Other_texts_are_as_they_were(string text) => Assert.Equal(text, SpreadsheetText.Guard(text));

    [Fact]
    public void Every_text_can_be_had_back()
    {
        const string Odd = "'=+-@ \t\r\nx\uFF1D";
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]).Array[0, 6].Select(letters => new string(letters)).Sample(text =>
            SpreadsheetText.Restore(SpreadsheetText.Guard(text)) == text && !"=+-@".Contains(SpreadsheetText.Guard(text).TrimStart().FirstOrDefault('x')));
    }
}
