namespace TrustFramework.MockServer.Policies;

/// <summary>The permissions and directory roles that the policy endpoints require: graph-surface 10 [C][D].</summary>
internal static class PolicyPermissions
{
    public const string Read = PermissionNames.ReadPolicies;
    public const string Write = PermissionNames.WritePolicies;

    /// <summary>Template ids of the roles that may read and write: conventions 7.2 [D].</summary>
    public static readonly string[] AdministratorRoles = [DirectoryRoles.GlobalAdministratorId, DirectoryRoles.PolicyAdministratorId];

    /// <summary>Template ids of the roles that may read. Global Reader is [I].</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, DirectoryRoles.GlobalReaderId];
}
