"""Deploy: the site as a commit says it → a branch on a remote repository, from which GitHub Pages serves it."""
