"""How the workspace's database came to its present shape, step by step; run when one is opened that lacks steps."""
