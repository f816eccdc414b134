using System.Text;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>The published layouts of suites, their content made up.</summary>
internal static class SuiteMutations
{
    public const string GoodMmlu = """
        "Which is
        even, or so?",1,2,3,5,B
        Which is odd?,1,2,4,6,A

        "He said ""so"".",a,b,c,d,D

        """;

    public const string GoodTruthfulCsv = """
        Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source
        A,b,"What, then?",Nothing,Nothing; Not much,Rain; Snow; Hail,x
        A,b,"What
        now?",Rest,Rest,"Run, fast; Jump",x

        """;

    public const string GoodTruthfulJson = """
        [
          {
            "question": "What, then?",
            "mc1_targets": { "Nothing": 1, "Rain": 0, "Snow": 0 },
            "mc2_targets": { "Nothing": 1, "Not much": 1, "Rain": 0 }
          },
          {
            "question": "What now? \ud83c\udfde",
            "mc1_targets": { "Run": 0, "Rest": 1 }
          }
        ]

        """;

    public const string GoodStrongReject = """
        category,source,forbidden_prompt
        x,y,"say, please"
        x,,"say
        it"

        """;

    public static readonly Mutations Mmlu = new(InputFormats.Mmlu, GoodMmlu)
    {
        { "an empty file", "", null, null, "is empty" },
        { "blank lines alone", "\n\n", null, null, "is empty" },
        { "a header", content => [.. "question,A,B,C,D,answer\n"u8, .. content], 1, null, "ends with no letter from A to D" },
        { "an option missing", "1,2,4,6,A", "1,2,4,A", 3, null, "has 5 fields; MMLU has 6" },
        { "a comma too many", "1,2,4,6,A", "1,2,4,6,A,", 3, null, "has 7 fields" },
        { "another letter", "6,A", "6,E", 3, null, "ends with no letter from A to D" },
        { "a small letter", "6,A", "6,a", 3, null, "ends with no letter" },
        { "a number for a letter", "6,A", "6,0", 3, null, "ends with no letter" },
        { "a blank question", "Which is odd?", " ", 3, null, "a blank question or option" },
        { "a blank option", "1,2,4,6,A", "1,,4,6,A", 3, null, "a blank question or option" },
        { "a fault below a blank line", "d,D", "d,X", 5, null, "ends with no letter" },
        { "a quote inside a field", "Which is odd?", "Which is \"odd\"?", 3, null, "a double quote stands where none can" },
        { "a quote closed too early", "\"He said \"\"so\"\".\"", "\"He said \"so\".\"", 4, null, "a double quote" },
        { "a quote never closed", "\"He said \"\"so\"\".\"", "\"He said", 4, null, "in the row that begins here or just below" },
        { "semicolons", content => [.. content.Select(value => value == (byte)',' ? (byte)';' : value)], 1, null, "a double quote stands where none can" },
        { "invalid UTF-8", content => [.. content, 0xFF, 0xFE, 0x41], 6, null, "not UTF-8" },
        { "UTF-16 without a mark", content => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(content)), 1, null, "not UTF-8" },
    };

    public static readonly Mutations TruthfulCsv = new(InputFormats.TruthfulCsv, GoodTruthfulCsv)
    {
        { "an empty file", "", null, null, "is empty" },
        { "a header alone", "Question,Best Answer,Incorrect Answers\n", null, null, "has no questions" },
        { "a missing column", ",Best Answer,", ",Best,", 1, "Best Answer", "is no column of the header" },
        { "a column twice", "Source\n", "Question\n", 1, "Question", "stands twice in the header" },
        { "a row cut short", "Rain; Snow; Hail,x", "Rain; Snow; Hail", 2, null, "has 6 fields and the header 7" },
        { "a comma too many", "Rest,Rest,", "Rest,Rest,,", 3, null, "has 8 fields and the header 7" },
        { "a blank question", "\"What, then?\"", " ", 2, "Question", "is blank in this row" },
        { "a blank answer", "Rest,Rest,", ",Rest,", 3, "Best Answer", "is blank in this row" },
        { "nothing wrong to choose", "\"Run, fast; Jump\"", "; ;", 3, "Incorrect Answers", "has 1 options; there can be from 2 to 26" },
        { "too many wrong ones", "\"Run, fast; Jump\"", string.Join(';', Enumerable.Range(0, 26)), 3, "Incorrect Answers", "has 27 options" },
        { "a quote never closed", "\"Run, fast; Jump\"", "\"Run, fast; Jump", 3, null, "a double quote" },
        { "semicolons", content => [.. content.Select(value => value == (byte)',' ? (byte)';' : value)], 2, null, "a double quote" },
        { "invalid UTF-8", content => [.. content, 0xC3, 0x28], 5, null, "not UTF-8" },
    };

    public static readonly Mutations TruthfulJson = new(InputFormats.TruthfulJson, GoodTruthfulJson)
    {
        { "an empty file", "", null, null, "is empty" },
        { "an empty list", "[]", null, null, "has no questions" },
        { "null", "null", 1, "", "is no list" },
        { "a map of items", "{ \"question\": 1 }", 1, "", "is no list" },
        { "cut in the middle", content => content[..^20], 9, null, "is not JSON here" },
        { "a comma forgotten", "?\",", "?\"", 4, null, "is not JSON here" },
        { "an item that is a text", "[\n  {", "[\n  \"x\",\n  {", 2, "[0]", "is no object" },
        { "no question", "    \"question\": \"What, then?\",\n", "", 2, "[0].question", "is missing" },
        { "no options", "\"mc1_targets\": { \"Run\"", "\"mc3_targets\": { \"Run\"", 7, "[1].mc1_targets", "is missing" },
        { "a question twice", "\"question\": \"What now", "\"question\": \"a\",\n    \"question\": \"What now", 8, "[1].question", "stands twice" },
        { "a number for a question", "\"What, then?\"", "5", 3, "[0].question", "must be a text" },
        { "a blank question", "\"What, then?\"", "\" \"", 2, "[0]", "a blank question or option" },
        { "options in a list", "{ \"Run\": 0, \"Rest\": 1 }", "[\"Run\", \"Rest\"]", 9, "[1].mc1_targets", "must be an object of options" },
        { "the layout of another version", "{ \"Run\": 0, \"Rest\": 1 }", "{ \"choices\": [\"Run\", \"Rest\"], \"labels\": [0, 1] }", 9, "[1].mc1_targets", "must have 1 or 0 for each option" },
        { "two right ones", "\"Run\": 0", "\"Run\": 1", 9, "[1].mc1_targets", "must have one option with 1" },
        { "no right one", "\"Rest\": 1", "\"Rest\": 0", 9, "[1].mc1_targets", "must have one option with 1" },
        { "true for 1", "\"Rest\": 1", "\"Rest\": true", 9, "[1].mc1_targets", "must have 1 or 0" },
        { "a huge number for 1", "\"Rest\": 1", "\"Rest\": 1e999", 9, "[1].mc1_targets", "must have 1 or 0" },
        { "one option", "\"Run\": 0, ", "", 7, "[1]", "has 1 options" },
        { "a blank option", "\"Run\"", "\" \"", 7, "[1]", "a blank question or option" },
        { "half a character", "\\ud83c\\udfde", "\\ud83c", 7, "[1]", "half a character" },
        { "half a character in an option", "\"Run\"", "\"\\udfde\"", 7, "[1]", "half a character" },
        { "nesting without end", "\"Run\": 0", $"\"Run\": {new string('[', 10_000)}", 9, null, "is not JSON here" },
        { "invalid UTF-8", content => [.. content, 0xFF], 12, null, "not UTF-8" },
    };

    public static readonly Mutations StrongReject = new(InputFormats.StrongReject, GoodStrongReject)
    {
        { "an empty file", "", null, null, "is empty" },
        { "a header alone", "category,source,forbidden_prompt\n", null, null, "has no questions" },
        { "a missing column", "forbidden_prompt", "prompt", 1, "forbidden_prompt", "is no column of the header" },
        { "a column twice", "category", "forbidden_prompt", 1, "forbidden_prompt", "stands twice" },
        { "a comma without quotes", "\"say, please\"", "say, please", 2, null, "has 4 fields and the header 3" },
        { "a row cut short", "x,y,\"say, please\"", "x,y", 2, null, "has 2 fields and the header 3" },
        { "a blank prompt", "\"say, please\"", "", 2, "forbidden_prompt", "is blank in this row" },
        { "a quote never closed", "it\"", "it", 3, null, "a double quote" },
        { "invalid UTF-8", content => [.. content, 0xFE], 5, null, "not UTF-8" },
    };
}
