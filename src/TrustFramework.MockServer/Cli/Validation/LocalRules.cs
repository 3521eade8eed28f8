namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>The rules of this command. All other rules are the service's.</summary>
internal static class LocalRules
{
    public const string Unreadable = "unreadable";
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
        (Unreadable, FindingLevel.Error, "The file or folder cannot be read, or it is not a regular file."),
        (NotXml, FindingLevel.Error, "The file is not well-formed XML."),
        (TooLarge, FindingLevel.Error, "The file is larger than the service accepts."),
        (BaseRefused, FindingLevel.Error, "The base policy is refused, and so are the policies that inherit from it."),
        (ReportedElsewhere, FindingLevel.Error, "The policy is refused because of a finding that is reported with another policy."),
        (SettingMissing, FindingLevel.Error, "The environment does not contain a value for the setting that the file references."),
        (Placeholder, FindingLevel.Note, "A value looks like an unfilled placeholder. Where the value would be rejected, the file is validated with a substitute."),
        (BaseAmbiguous, FindingLevel.Note, "Several equally near files contain the base policy."),
        (KeysNotChecked, FindingLevel.Note, "The key sets that exist are not known."),
    ];
}
