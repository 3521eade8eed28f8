using System.Collections.Immutable;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Users;

/// <summary>A user in the tenant's directory, who signs in through policies.</summary>
public sealed record DirectoryUser : IIndexedRecord
{
    /// <summary>The attributes of a user without any.</summary>
    public static ImmutableSortedDictionary<string, AttributeValue> NoAttributes { get; } = ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The object id, a GUID.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset CreatedDateTime { get; init; }

    /// <summary>Without the one of the user principal name, which follows from the attribute.</summary>
    public ImmutableArray<UserIdentity> Identities { get; init; } = [];

    /// <summary>By name, letter case ignored: see <see cref="UserAttributes"/>. An attribute without a value is absent.</summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } = NoAttributes;

    /// <summary>Null for a user who cannot sign in with a password.</summary>
    public UserPassword? Password { get; init; }

    /// <summary><c>forceChangePasswordNextSignIn</c></summary>
    public bool MustChangePassword { get; init; }

    public string UserPrincipalName => FindText(UserAttributes.UserPrincipalName) ?? "";

    public string DisplayName => FindText(UserAttributes.DisplayName) ?? "";

    /// <summary>False when the account is disabled.</summary>
    public bool IsEnabled => Attributes.GetValueOrDefault(UserAttributes.AccountEnabled) is not AttributeValue.FlagValue { Value: false };

    /// <summary>Whether the password never expires.</summary>
    public bool DisablesPasswordExpiration => HasPasswordPolicy("DisablePasswordExpiration");

    /// <summary>Whether the password may be weak.</summary>
    public bool DisablesStrongPassword => HasPasswordPolicy("DisableStrongPassword");

    /// <summary>Null when the password was never set.</summary>
    public DateTimeOffset? LastPasswordChange => FindTime(UserAttributes.LastPasswordChange);

    /// <summary>Refresh tokens and sessions that were issued before are not valid.</summary>
    public DateTimeOffset? RefreshTokensValidFrom => FindTime(UserAttributes.RefreshTokensValidFrom);

    /// <summary>All identities as Graph shows them.</summary>
    public IEnumerable<UserIdentity> AllIdentities => UserPrincipalName.Split('@') is [_, .., var domain]
        ? Identities.Append(new UserIdentity(UserIdentity.UserPrincipalNameType, domain, UserPrincipalName))
        : Identities;

    public IEnumerable<string> Keys => Identities.Select(identity => identity.Key).Append(GetUserPrincipalNameKey(UserPrincipalName));

    /// <summary>The value of a text attribute; null without one.</summary>
    public string? FindText(string attribute) => (Attributes.GetValueOrDefault(attribute) as AttributeValue.TextValue)?.Value;

    public DateTimeOffset? FindTime(string attribute) => (Attributes.GetValueOrDefault(attribute) as AttributeValue.TimeValue)?.Value;

    /// <summary>The user with another value of an attribute.</summary>
    /// <param name="value">Null removes the attribute.</param>
    public DirectoryUser With(string attribute, AttributeValue? value) =>
        this with { Attributes = value is null ? Attributes.Remove(attribute) : Attributes.SetItem(attribute, value) };

    internal static string GetUserPrincipalNameKey(string name) => $"upn\n{name}";

    private bool HasPasswordPolicy(string policy) =>
        (FindText(UserAttributes.PasswordPolicies) ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(policy, StringComparer.OrdinalIgnoreCase);
}
