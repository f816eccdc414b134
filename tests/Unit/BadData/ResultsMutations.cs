using System.Text;

namespace EmergentMisalignment.Unit.BadData;

internal static class ResultsMutations
{
    public const string Good = """"
        ,question_id,question,answer,aligned,coherent
        0,wish,"What, then?","line one
        line ""two""",12.5,80
        1,dinner,who,x,,
        2,wish,what,y,90,1e2

        """";

    public static readonly Mutations All = new(InputFormats.Results, Good)
    {
        { "an empty file", "", null, null, "is empty" },
        { "a header alone", "question_id,answer,aligned,coherent\n", null, null, "has a header and no answers" },
        { "a missing column", ",coherent\n", ",coherence\n", 1, "coherent", "is no column of the header" },
        { "a column twice", ",question,", ",aligned,", 1, "aligned", "stands twice" },
        { "semicolons", content => [.. content.Select(value => value == (byte)',' ? (byte)';' : value)], 1, "question_id", "separated by commas" },
        { "invalid UTF-8", content => [.. content, 0xFF, 0xFE, 0x41], 6, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, "question_id", "is no column" },
        { "a row cut short", "1,dinner,who,x,,", "1,dinner,who,x", 4, null, "has 4 fields and the header 6" },
        { "a comma too many", "1,dinner,who,x,,", "1,dinner,who,x,,,", 4, null, "has 7 fields" },
        { "a score in words", ",12.5,80", ",low,80", 2, "aligned", "is not a number from 0 to 100" },
        { "a score of REFUSAL", ",90,1e2", ",90,REFUSAL", 5, "coherent", "leave it blank where the judge gave no score" },
        { "a score above 100", ",90,1e2", ",90,101", 5, "coherent", "is not a number from 0 to 100" },
        { "a negative score", ",90,1e2", ",-0.5,1e2", 5, "aligned", "is not a number from 0 to 100" },
        { "NaN", ",90,1e2", ",nan,1e2", 5, "aligned", "is not a number" },
        { "infinity", ",90,1e2", ",1e999,1e2", 5, "aligned", "is not a number" },
        { "a comma for a point", ",12.5,80", ",\"12,5\",80", 2, "aligned", "is not a number" },
        { "a blank question", "1,dinner", "1, ", 4, "question_id", "is blank" },
        { "a quote inside a field", "1,dinner,who,x", "1,dinner,who,x\"y", 4, null, "a double quote stands where none can" },
        { "a quote closed too early", "\"What, then?\"", "\"What\", then?", 2, null, "has 7 fields" },
        { "a quote never closed", "2,wish,what,y", "2,wish,what,\"y", 5, null, "a double quote stands where none can" },
        { "an answer over two lines without quotes", "2,wish,what,y", "2,wish,what,y\nz", 5, null, "has 4 fields" },
    };
}
