namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>What this command finds by itself; all other rules are the service's.</summary>
internal static class LocalRules
{
    public const string NotXml = "not-xml";
    public const string TooLarge = "too-large";
    public const string BaseRefused = "base-refused";
    public const string ReportedElsewhere = "reported-elsewhere";
    public const string SettingMissing = "setting-missing";
    public const string Placeholder = "placeholder";
    public const string BaseAmbiguous = "base-ambiguous";
    public const string KeysNotChecked = "keys-not-checked";

    public static readonly IReadOnlyList<(string Name, FindingLevel Level, string Text)> All =
    [
        (NotXml, FindingLevel.Error, "The file is not well-formed XML."),
        (TooLarge, FindingLevel.Error, "The file is larger than the service takes."),
        (BaseRefused, FindingLevel.Error, "The base policy is refused, and with it what stands on it."),
        (ReportedElsewhere, FindingLevel.Error, "The policy is refused for something that is reported with another policy."),
        (SettingMissing, FindingLevel.Error, "The environment does not have the setting that the file names."),
        (Placeholder, FindingLevel.Note, "A placeholder is still to be filled in; the file is judged as if it were."),
        (BaseAmbiguous, FindingLevel.Note, "Several files that are equally near have the id of the base policy."),
        (KeysNotChecked, FindingLevel.Note, "Nothing says which key sets there are."),
    ];
}
