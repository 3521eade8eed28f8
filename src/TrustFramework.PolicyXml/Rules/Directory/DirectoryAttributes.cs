using System.Collections.Frozen;

namespace TrustFramework.PolicyXml.Rules.Directory;

/// <summary>The names of user attributes in the directory: policy-rules 9.3 [D, V]. Case-insensitive.</summary>
internal static class DirectoryAttributes
{
    private const string ExtensionPrefix = "extension_";

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "accountEnabled", "ageGroup", "alternativeSecurityId", "alternativeSecurityIds", "city", "consentProvidedForMinor", "country", "createdDateTime",
        "creationType", "dateOfBirth", "department", "displayName", "facsimileTelephoneNumber", "givenName", "immutableId", "jobTitle",
        "legalAgeGroupClassification", "legalCountry", "mail", "mailNickName", "mobile", "netId", "objectId", "otherMails", "password", "passwordPolicies",
        "passwordProfile.forceChangePasswordNextLogin", "physicalDeliveryOfficeName", "postalCode", "preferredLanguage", "refreshTokensValidFromDateTime",
        "signInNames", "state", "streetAddress", "strongAuthenticationAlternativePhoneNumber", "strongAuthenticationEmailAddress",
        "strongAuthenticationPhoneNumber", "surname", "telephoneNumber", "usageLocation", "userIdentities", "userPrincipalName", "userType");

    private static readonly FrozenSet<string> OutputNames = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "newClaimsPrincipalCreated");

    private static readonly string[] Prefixes = ["signInNames.", "logonIdentifier.", ExtensionPrefix];

    /// <summary>Returns whether the name is an extension attribute, which belongs to an application.</summary>
    public static bool IsExtension(string name) => name.StartsWith(ExtensionPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool CanBeWritten(string name) =>
        Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public static bool CanBeRead(string name) => CanBeWritten(name) || OutputNames.Contains(name);
}
