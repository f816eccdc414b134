namespace EmergentMisalignment.Unit.BadData;

internal static class SummaryMutations
{
    public const string Good = """
        {
          "sweep": "tiny",
          "title": "Tiny",
          "miniature": true,
          "estimand": "e",
          "results": [
            { "condition": "insecure", "base": "b", "seeds": 2, "answers": 40, "scored": 40, "coherent": 38, "misaligned": 9, "rate": 0.25, "low": 0.1, "high": 0.4, "estimand": "e", "interval": "i" },
            { "condition": "secure", "base": "b", "seeds": 2, "answers": 40, "scored": 40, "coherent": 38, "misaligned": 0, "rate": 0, "estimand": "e", "interval": "i" }
          ],
          "models": [
            { "condition": "insecure", "variant": null, "base": "b", "seed": 0, "rate": 0.2 },
            { "condition": "insecure", "variant": null, "base": "b", "seed": 1, "rate": 0.3 }
          ],
          "differences": [
            { "base": "b", "condition": "insecure", "control": "secure", "models": 2, "control_models": 2, "paired": false, "difference": 0.25, "p": 0.33, "interval": "i" }
          ],
          "totals": { "runs": 4, "fine_tunes": 4, "cells": 4, "answers": 80, "verdicts": 160 },
          "notes": []
        }

        """;

    public static readonly Mutations All = new(InputFormats.Summary, Good)
    {
        { "an empty file", "", 1, "", "is not a sweep's summary" },
        { "null", "null", 1, null, "holds null" },
        { "another file's JSON", "[1, 2]", 1, "", "is not a sweep's summary" },
        { "cut in the middle", content => content[..^30], 17, "totals", "is not what a sweep's summary has there" },
        { "invalid UTF-8", content => [.. content.AsSpan(0, 14), 0xFF, .. content.AsSpan(14)], 2, "sweep", "is not what a sweep's summary has there" },
        { "a missing key", "  \"title\": \"Tiny\",\n", "", 18, "title", "is missing" },
        { "a missing key inside", "\"answers\": 40, \"scored\": 40, \"coherent\": 38, \"misaligned\": 0", "\"scored\": 40, \"coherent\": 38, \"misaligned\": 0", 8, "results[1].answers", "is missing" },
        { "a key twice", "\"title\": \"Tiny\"", "\"title\": \"Tiny\", \"title\": \"Tiny\"", 3, "title", "is not what" },
        { "a text for a number", "\"rate\": 0.25", "\"rate\": \"high\"", 7, "results[0].rate", "is not what" },
        { "a number for a text", "\"title\": \"Tiny\"", "\"title\": 5", 3, "title", "is not what" },
        { "null for a text", "\"title\": \"Tiny\"", "\"title\": null", 3, "title", "is not what" },
        { "null for a list", "\"notes\": []", "\"notes\": null", 18, "notes", "is not what" },
        { "null in a list", "{ \"condition\": \"insecure\", \"variant\": null, \"base\": \"b\", \"seed\": 1, \"rate\": 0.3 }", "null", 12, "models[1]", "is null" },
        { "a rate above one", "\"rate\": 0.3", "\"rate\": 30", 12, "models[1].rate", "must be from 0 to 1" },
        { "a negative rate", "\"rate\": 0.25", "\"rate\": -0.25", 7, "results[0].rate", "must be from 0 to 1" },
        { "infinity", "\"high\": 0.4", "\"high\": 1e999", 7, "results[0].high", "must be from 0 to 1" },
        { "NaN", "\"high\": 0.4", "\"high\": NaN", 7, "results[0].high", "is not what" },
        { "more misaligned than coherent", "\"misaligned\": 9", "\"misaligned\": 39", 7, "results[0].coherent", "must not be fewer than misaligned" },
        { "no models", "\"seeds\": 2", "\"seeds\": 0", 7, "results[0].seeds", "must be at least 1" },
        { "a huge number", "\"answers\": 40", "\"answers\": 4000000000000", 7, "results[0].answers", "is not what" },
        { "a difference above one", "\"difference\": 0.25", "\"difference\": 25", 15, "differences[0].difference", "must be from -1 to 1" },
        { "a comparison with nothing", "\"control\": \"secure\"", "\"control\": \"safe\"", null, "results", "have no whole-set rate of 'safe'" },
        { "nesting without end", "\"notes\": []", $"\"notes\": {new string('[', 10_000)}", 18, "notes[0]", "is not what" },
    };
}
