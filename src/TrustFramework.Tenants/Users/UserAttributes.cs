using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TrustFramework.Tenants.Users;

public enum UserAttributeKind
{
    Text,
    Flag,
    Time,
    TextList,

    /// <summary>An extension attribute: a text, a flag or a number.</summary>
    Scalar,
}

/// <summary>Who sees an attribute and sets it.</summary>
public enum UserAttributeAccess
{
    /// <summary>Graph shows it and sets it.</summary>
    ReadWrite,

    /// <summary>Graph shows it. A seed and a policy set it.</summary>
    ReadOnly,

    /// <summary>Graph does not know it. A seed and a policy set it.</summary>
    PolicyOnly,
}

/// <summary>An attribute that a user can have.</summary>
/// <param name="MaxLength">Of a text, or of each text in a list. In characters. [D] for the attributes that runtime 7.1 lists, otherwise [I].</param>
public sealed record UserAttributeDefinition(
    string Name, UserAttributeKind Kind, int MaxLength = UserAttributes.DefaultMaxLength, UserAttributeAccess Access = UserAttributeAccess.ReadWrite);

/// <summary>The attributes of users under their names in Graph: runtime 7.1 [D]. The names in policies differ for some of them.</summary>
public static partial class UserAttributes
{
    public const string UserPrincipalName = "userPrincipalName";
    public const string DisplayName = "displayName";
    public const string AccountEnabled = "accountEnabled";
    public const string CreationType = "creationType";
    public const string PasswordPolicies = "passwordPolicies";
    public const string LastPasswordChange = "lastPasswordChangeDateTime";
    public const string RefreshTokensValidFrom = "refreshTokensValidFromDateTime";
    public const string SessionsValidFrom = "signInSessionsValidFromDateTime";

    /// <summary>How many texts a list has at most. [I]</summary>
    public const int MaxListLength = 250;

    internal const int DefaultMaxLength = 256;
    private const int NameLength = 64;
    private const int AddressLength = 128;

    /// <summary>All attributes except extensions, sorted by name.</summary>
    public static IReadOnlyList<UserAttributeDefinition> All { get; } =
    [
        new(AccountEnabled, UserAttributeKind.Flag),
        new("ageGroup", UserAttributeKind.Text),
        new("businessPhones", UserAttributeKind.TextList, NameLength),
        new("city", UserAttributeKind.Text, AddressLength),
        new("companyName", UserAttributeKind.Text),
        new("consentProvidedForMinor", UserAttributeKind.Text),
        new("country", UserAttributeKind.Text, AddressLength),
        new(CreationType, UserAttributeKind.Text, Access: UserAttributeAccess.ReadOnly),
        new("dateOfBirth", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("department", UserAttributeKind.Text, NameLength),
        new(DisplayName, UserAttributeKind.Text),
        new("employeeId", UserAttributeKind.Text, NameLength),
        new("faxNumber", UserAttributeKind.Text, NameLength),
        new("givenName", UserAttributeKind.Text, NameLength),
        new("jobTitle", UserAttributeKind.Text, AddressLength),
        new(LastPasswordChange, UserAttributeKind.Time, Access: UserAttributeAccess.ReadOnly),
        new("legalAgeGroupClassification", UserAttributeKind.Text, Access: UserAttributeAccess.ReadOnly),
        new("legalCountry", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("mail", UserAttributeKind.Text),
        new("mailNickname", UserAttributeKind.Text, NameLength),
        new("mobilePhone", UserAttributeKind.Text, NameLength),
        new("netId", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("officeLocation", UserAttributeKind.Text, AddressLength),
        new("onPremisesImmutableId", UserAttributeKind.Text),
        new("otherMails", UserAttributeKind.TextList),
        new(PasswordPolicies, UserAttributeKind.Text),
        new("postalCode", UserAttributeKind.Text, 40),
        new("preferredLanguage", UserAttributeKind.Text, NameLength),
        new(RefreshTokensValidFrom, UserAttributeKind.Time, Access: UserAttributeAccess.ReadOnly),
        new(SessionsValidFrom, UserAttributeKind.Time, Access: UserAttributeAccess.ReadOnly),
        new("state", UserAttributeKind.Text, AddressLength),
        new("streetAddress", UserAttributeKind.Text, 1024),
        new("strongAuthenticationAlternativePhoneNumber", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("strongAuthenticationEmailAddress", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("strongAuthenticationPhoneNumber", UserAttributeKind.Text, Access: UserAttributeAccess.PolicyOnly),
        new("surname", UserAttributeKind.Text, NameLength),
        new("usageLocation", UserAttributeKind.Text, NameLength),
        new(UserPrincipalName, UserAttributeKind.Text, 1024),
        new("userType", UserAttributeKind.Text),
    ];

    private static readonly FrozenDictionary<string, UserAttributeDefinition> ByName = All.ToFrozenDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The attribute with a name in any letter case, or an extension attribute; null when the name is neither.</summary>
    public static UserAttributeDefinition? Find(string name) =>
        ByName.GetValueOrDefault(name) ?? (IsExtensionName(name) ? new UserAttributeDefinition(name, UserAttributeKind.Scalar) : null);

    /// <summary>Whether the name is <c>extension_{id of the application without dashes}_{name}</c>. The application need not exist. [I]</summary>
    public static bool IsExtensionName(string name) => name.Length <= DefaultMaxLength && ExtensionName().IsMatch(name);

    [GeneratedRegex(@"^extension_[0-9a-f]{32}_[A-Za-z0-9_]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ExtensionName();
}
