using System.Collections.Immutable;

namespace TrustFramework.Tenants.Users;

/// <summary>What a request sets on a user. What it leaves out stays as it is.</summary>
public sealed record UserChanges
{
    /// <summary>The object id of a new user in a seed; null for a generated one.</summary>
    public string? Id { get; init; }

    /// <summary>The creation time of a new user in a seed; null for the current time.</summary>
    public DateTimeOffset? CreatedDateTime { get; init; }

    /// <summary>By name. Null removes an attribute.</summary>
    public ImmutableSortedDictionary<string, AttributeValue?> Attributes { get; init; } = ImmutableSortedDictionary.Create<string, AttributeValue?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Replace all identities.</summary>
    public ImmutableArray<UserIdentity>? Identities { get; init; }

    public NewPassword? Password { get; init; }

    /// <summary><c>forceChangePasswordNextSignIn</c></summary>
    public bool? MustChangePassword { get; init; }

    /// <summary>Applies the changes.</summary>
    /// <param name="now">The tenant's time.</param>
    public DirectoryUser Apply(DirectoryUser user, DateTimeOffset now)
    {
        var changed = Attributes.Aggregate(user, (current, attribute) => current.With(attribute.Key, attribute.Value));
        if (Identities is { } identities)
        {
            changed = changed with { Identities = [.. identities.Where(identity => !identity.IsUserPrincipalName)] };
            if (identities.FirstOrDefault(identity => identity.IsUserPrincipalName) is { } name)
                changed = changed.With(UserAttributes.UserPrincipalName, new AttributeValue.TextValue(name.IssuerAssignedId)); // [D]
        }

        if (Password is { Hash: var hash })
        {
            changed = Revoke(changed with { Password = hash }, now);
            if (!Attributes.ContainsKey(UserAttributes.LastPasswordChange))
                changed = changed.With(UserAttributes.LastPasswordChange, new AttributeValue.TimeValue(now));
        }

        return MustChangePassword is { } mustChange ? changed with { MustChangePassword = mustChange } : changed;
    }

    /// <summary>Invalidates the refresh tokens and sessions of a user.</summary>
    internal static DirectoryUser Revoke(DirectoryUser user, DateTimeOffset now) => user
        .With(UserAttributes.RefreshTokensValidFrom, new AttributeValue.TimeValue(now))
        .With(UserAttributes.SessionsValidFrom, new AttributeValue.TimeValue(now));
}
