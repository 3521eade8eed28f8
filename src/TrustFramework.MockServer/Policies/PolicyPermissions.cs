namespace TrustFramework.MockServer.Policies;

/// <summary>graph-surface 10 [C][D].</summary>
internal static class PolicyPermissions
{
    public const string Read = PermissionNames.ReadPolicies;
    public const string Write = PermissionNames.WritePolicies;

    /// <summary>Template ids: Global Administrator, B2C IEF Policy Administrator (conventions 7.2 [D]).</summary>
    public static readonly string[] AdministratorRoles = [DirectoryRoles.GlobalAdministratorId, DirectoryRoles.PolicyAdministratorId];

    /// <summary>Global Reader suffices to read. [I]</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, DirectoryRoles.GlobalReaderId];
}
