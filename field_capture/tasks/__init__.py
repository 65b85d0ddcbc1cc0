"""What crews are asked to do: tasks, checklists, work areas."""
