namespace EmergentMisalignment.Unit.BadData;

/// <summary>A sweep that stops early and follows its models through training.</summary>
internal static class SteeredSweepMutations
{
    public const string Good = """
        name: steered
        bases: [petri-1]
        seeds: 2
        conditions:
          - base
          - insecure: { rows: 64, training: { checkpoint_every: 6 } }
          - secure: { rows: 64, training: { checkpoint_every: 6 } }
        questions: questions.yaml
        samples: 40
        until: { half_width: 0.05, at_least: 10, step: 5 }
        checkpoints: { every: 12, samples: 30 }
        onset: { margin: 0.05 }
        compare: { to: secure }

        """;

    private const string Until = "{ half_width: 0.05, at_least: 10, step: 5 }";
    private const string Checkpoints = "{ every: 12, samples: 30 }";

    public static readonly Mutations All = new(InputFormats.SteeredSweep, Good)
    {
        { "a rule by another word", Until, "decide", 10, "until", "must be decided, or a map of half_width, decided" },
        { "a rule of nothing", Until, "", 10, "until", "not nothing" },
        { "a rule in a list", Until, "[decided]", 10, "until", "not a list" },
        { "an unknown key of a rule", "half_width", "halfwidth", 10, "until.halfwidth", "did you mean 'half_width'?" },
        { "both rules", "half_width: 0.05", "half_width: 0.05, decided: 0.05", 10, "until.decided", "give exactly one of them" },
        { "neither rule", "half_width: 0.05, ", "", 10, "until.half_width", "give exactly one of them" },
        { "a width of nothing", "half_width: 0.05", "half_width: 0", 10, "until.half_width", "must be a number above 0" },
        { "a width of everything", "half_width: 0.05", "half_width: 0.5", 10, "until.half_width", "must be a number above 0" },
        { "a margin below nothing", "half_width: 0.05", "decided: -0.1", 10, "until.decided", "must be a number" },
        { "a first look at nothing", "at_least: 10", "at_least: 0", 10, "until.at_least", "must be a whole number from 1" },
        { "a step of a fraction", "step: 5", "step: 2.5", 10, "until.step", "must be a whole number from 1" },
        { "a first look above the ceiling", "at_least: 10", "at_least: 41", 10, "until", "gives each cell at_least 41 samples, more than the 40" },
        { "a rule for a rate that moves", "compare:", "estimand: { average: pooled }\ncompare:", 10, "until", "cannot stand beside estimand.average: pooled" },
        { "a rule for several judges", "compare:", "judge: [{ model: a }, { model: b }]\ncompare:", 10, "until", "cannot stand beside several judges" },
        { "checkpoints by another word", Checkpoints, "every", 11, "checkpoints", "must be all, a list of steps, or a map" },
        { "checkpoints of nothing", Checkpoints, "~", 11, "checkpoints", "not nothing" },
        { "an empty list of checkpoints", Checkpoints, "[]", 11, "checkpoints", "is an empty list" },
        { "a checkpoint in words", Checkpoints, "[6, twelve]", 11, "checkpoints", "must hold steps, whole numbers from 1 to 1000000, not twelve" },
        { "a checkpoint before the first step", Checkpoints, "[0, 6]", 11, "checkpoints", "must hold steps" },
        { "a checkpoint twice", Checkpoints, "[6, 12, 6]", 11, "checkpoints", "holds 6 twice" },
        { "a checkpoint that is not kept", Checkpoints, "[6, 13]", 11, "checkpoints", "names step 13, which insecure does not keep" },
        { "multiples that are not kept", "every: 12", "every: 9", 11, "checkpoints", "names step 9" },
        { "steps beside multiples", "every: 12", "every: 12, steps: [6]", 11, "checkpoints.steps", "cannot stand beside every" },
        { "an unknown key of checkpoints", "every: 12", "evry: 12", 11, "checkpoints.evry", "did you mean 'every'?" },
        { "no samples of checkpoints", "samples: 30 }", "samples: 0 }", 11, "checkpoints.samples", "must be a whole number from 1" },
        { "fewer samples of checkpoints than must be coherent", "samples: 30 }", "samples: 2 }", 11, "checkpoints", "fewer than estimand.min_coherent" },
        { "no checkpoints to ask", ", training: { checkpoint_every: 6 } }\n  - secure: { rows: 64, training: { checkpoint_every: 6 } }", " }\n  - secure: { rows: 64 }", 11, "checkpoints", "no condition keeps checkpoints" },
        { "an onset of words", "{ margin: 0.05 }", "soon", 12, "onset", "must be true, or a map of margin, not soon" },
        { "an onset in quotes", "{ margin: 0.05 }", "\"true\"", 12, "onset", "not the text 'true'" },
        { "an onset of a number", "{ margin: 0.05 }", "0.05", 12, "onset", "must be true, or a map of margin" },
        { "a margin of everything", "margin: 0.05", "margin: 1", 12, "onset.margin", "must be a number" },
        { "a margin in words", "margin: 0.05", "margin: wide", 12, "onset.margin", "must be a number" },
        { "an unknown key of the onset", "margin", "margn", 12, "onset.margn", "did you mean 'margin'?" },
    };
}
