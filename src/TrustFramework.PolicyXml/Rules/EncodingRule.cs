namespace TrustFramework.PolicyXml.Rules;

/// <summary>The file is in UTF-8, whatever its declaration says. The service accepts other files and stores replacement characters: clients 2.4 [R].</summary>
internal static class EncodingRule
{
    private const string Message = "The file is not in UTF-8. Its other characters are stored as U+FFFD.";

    public static PolicyRule Rule { get; } = new("encoding", ValidationStage.Schema, Message, Provenance.Inferred, "clients 2.4", Evaluate)
    {
        Level = RuleLevel.Warning,
    };

    private static IEnumerable<Finding> Evaluate(ValidationContext context) => context.Document.IsUtf8
        ? []
        : [new Finding(Message) { Hint = "Save the file in UTF-8." }];
}
